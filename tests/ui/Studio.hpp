#pragma once

#include "Find.hpp"
#include "account/Helpers.hpp"
#include "account/StubTikTok.hpp"

#include <ui/Dock.hpp>

#include <QComboBox>
#include <QPushButton>

class QMimeData;

namespace DirectPost::Ui {

using Account::eventually;

// Building itself takes the dock some turns of the event loop.
class WholeDock : public Dock {
public:
	explicit WholeDock(Parts parts) : Dock(std::move(parts))
	{
		bool isWhole = false;
		connect(this, &Dock::built, this, [&isWhole] { isWhole = true; });
		EXPECT_TRUE(eventually([&isWhole] { return isWhole; }));
		hide(); // it shows itself then
	}
};

// The dock with all its parts, and a TikTok that says what the test tells it to.
class Studio {
	Account::TemporaryFolder folder_;
	Account::StubTikTok tikTok_;
	QByteArray openId_;
	Clock clock_;
	TikTok::TransferLoop loop_{Account::noLog()};
	TikTok::Client client_{loop_, tikTok_.endpoints(), Account::noLog()};
	Account::TokenKeeper keeper_{client_, clock_, Account::noLog()};
	Publish::AutoPublish autoPublish_{folder_ / "auto-publish.json", [](const auto &work) {
						  work();
					  }};
	Media::Workbench workbench_;

public:
	Studio();
	~Studio();

	// Through the login; creator info follows by itself.
	void connectAs(const QByteArray &openId);
	// Dragged over the widget and let go there, by somebody who would rather move it; Ignore: the dock does not
	// want it.
	Qt::DropAction drop(const QMimeData &what, QWidget &onto);
	// A clip in the form of a connected account, ready to be posted once somebody has chosen who can view it.
	void dropReadyClip();

	bool isAskedToChoose() const; // who can view the post

	// What TikTok says of the creator; while there are none, it is down.
	QStringList levels = {QStringLiteral("PUBLIC_TO_EVERYONE"), QStringLiteral("SELF_ONLY")};

	Account::Account account;
	Publish::Publisher publisher{client_, keeper_, clock_, {.folder = folder_.path()}, Account::noLog()};
	ClipInbox inbox{workbench_, folder_ / "cache", clock_, Account::noLog()};
	int answers = 0;    // of TikTok's, with creator info
	QStringList opened; // in the browser
	WholeDock dock;
	QPushButton &post = find<QPushButton>(dock, "postButton");
	QComboBox &privacy = find<QComboBox>(find(dock, "postForm"), "privacyCombo");

private:
	std::optional<Account::StubTikTok::Reply> answer(const Account::StubTikTok::Request &request) const;
};

QStringList rowsOf(const QComboBox &combo);

} // namespace DirectPost::Ui
