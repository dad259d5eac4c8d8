#include "OpenDialog.hpp"

#include "Portions.hpp"

#include <QDialog>

namespace DirectPost::Ui {

void openSoon(QDialog &dialog)
{
	if (dialog.isVisible()) {
		dialog.raise();
		return dialog.activateWindow();
	}
	auto *portions = new Portions(
		[&dialog](size_t portion) {
			switch (portion) {
			case 0:
				dialog.ensurePolished();
				return true;
			case 1:
				dialog.adjustSize();
				return true;
			case 2:
				(void)dialog.winId();
				return true;
			default:
				dialog.show();
				return false;
			}
		},
		&dialog);
	portions->restart();
	QObject::connect(&dialog, &QDialog::finished, portions, &QObject::deleteLater);
}

} // namespace DirectPost::Ui
