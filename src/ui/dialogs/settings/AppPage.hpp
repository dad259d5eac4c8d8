#pragma once

#include "parts/Page.hpp"

#include <compose/State.hpp>
#include <ui/Texts.hpp>

class QFormLayout;
class QLabel;
class QLineEdit;

namespace DirectPost::Ui {

// The user's own TikTok developer app: its key, its secret (typed in, never shown again), and what to enter there.
class AppPage : public Page {
	Q_OBJECT

public:
	AppPage(const Texts &texts, QWidget *parent);

	void begin(const Compose::AccountState &account); // what is stored, and nothing typed
	void showAccount(const Compose::AccountState &account);

	bool isWhole() const;     // key and secret are there, or known to be
	bool isUntouched() const; // nothing was typed
	QString clientKey() const;
	Secret takeClientSecret(); // what was typed, and forgets it

signals:
	void changed(); // by the user

private:
	struct Copyable {
		const char *labelKey;
		const char *copyKey;
		const char *objectName;
		QString text;
	};
	void addCopyable(QFormLayout *form, const Copyable &what);
	QString sealingText() const;

	Texts texts_;
	Compose::AccountState account_;
	QLineEdit *clientKey_;
	QLineEdit *clientSecret_;
	QLabel *sealingLabel_;
};

} // namespace DirectPost::Ui
