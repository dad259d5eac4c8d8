#pragma once

#include "PostDesk.hpp"

#include <account/Account.hpp>

#include <QObject>

namespace DirectPost::Ui {

class CreatorDesk;
class PhotoForm;

// The photo form's way to the publisher.
class PhotoDesk : public QObject {
	Q_OBJECT

public:
	struct Parts {
		Account::Account &account;
		CreatorDesk &creator;
		PostDesk &desk;
		PhotoForm &form;
	};
	explicit PhotoDesk(Parts parts, QObject *parent = nullptr);

	void open();

private:
	void refresh();
	void post(const TikTok::PhotoPost &post);

	Parts parts_;
};

} // namespace DirectPost::Ui
