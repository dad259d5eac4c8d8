#pragma once

#include <compose/State.hpp>
#include <ui/Texts.hpp>

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace DirectPost::Ui {

class Notice;

// Where pictures of this computer are put: a bucket or a web folder, and the test of it. Its secret is typed in, and
// never shown again.
class PhotoHostingDialog : public QDialog {
	Q_OBJECT

public:
	PhotoHostingDialog(const Texts &texts, QWidget *parent);

	// Before it is opened: what is stored, and nothing typed.
	void begin(const Compose::HostingState &hosting);
	void showState(const Compose::HostingState &hosting);

signals:
	// An empty secret: the stored one.
	void testWanted(const DirectPost::Hosting::Place &place, const DirectPost::Secret &secret);
	void saveWanted(const DirectPost::Hosting::Place &place, const DirectPost::Secret &secret);

private:
	QLineEdit *addField(const char *labelKey, const char *objectName, const QString &example = {});
	QWidget *makeButtons();
	void nameRow(QWidget *field, const char *labelKey);
	void showKind();
	void allow();
	void save();
	Hosting::PlaceKind kind() const;
	Hosting::Place place() const;
	Secret secret() const;
	bool hasSecretFor(const Hosting::Place &place) const;

	Texts texts_;
	Compose::HostingState hosting_;
	QFormLayout *form_;
	QComboBox *kind_;
	QLineEdit *address_;
	QLineEdit *bucket_;
	QLineEdit *region_;
	QLineEdit *folder_;
	QLineEdit *user_;
	QLineEdit *secret_;
	QLineEdit *publicAddress_;
	QCheckBox *isRemoved_;
	Notice *outcome_;
	QPushButton *test_ = nullptr;
	QPushButton *save_ = nullptr;
};

} // namespace DirectPost::Ui
