#pragma once

#include <account/Account.hpp>
#include <ui/Texts.hpp>

#include <QDialog>

class QDialogButtonBox;
class QFormLayout;
class QLineEdit;

namespace DirectPost::Ui {

// The user's own TikTok developer app: its key, its secret (typed in, never shown again), and what to enter there.
class SettingsDialog : public QDialog {
	Q_OBJECT

public:
	struct Facts {
		QString clientKey;
		bool hasClientSecret = false;
		Account::Sealing sealing = Account::Sealing::Unknown;
	};
	SettingsDialog(const Texts &texts, const Facts &facts, QWidget *parent);

signals:
	void saveWanted(const QString &clientKey, const DirectPost::Secret &clientSecret); // empty: keep the stored one

private:
	struct Copyable {
		const char *labelKey;
		const char *copyKey;
		const char *objectName;
		QString text;
	};
	void addCopyable(QFormLayout *form, const Copyable &what);
	QDialogButtonBox *makeButtons(const Facts &facts);
	QString sealingText(Account::Sealing sealing) const;
	void save();

	Texts texts_;
	QLineEdit *clientKey_;
	QLineEdit *clientSecret_;
};

} // namespace DirectPost::Ui
