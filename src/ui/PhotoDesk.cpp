#include "PhotoDesk.hpp"

#include "CreatorDesk.hpp"
#include "OpenDialog.hpp"
#include "PhotoForm.hpp"

namespace DirectPost::Ui {

PhotoDesk::PhotoDesk(Parts parts, QObject *parent) : QObject(parent), parts_(parts)
{
	connect(&parts_.creator, &CreatorDesk::changed, this, &PhotoDesk::refresh);
	connect(&parts_.creator, &CreatorDesk::accountSwitched, this, [this] { parts_.form.clearTerms(); });
	connect(&parts_.form, &PhotoForm::askAgainWanted, &parts_.creator, &CreatorDesk::ask);
	connect(&parts_.form, &PhotoForm::postWanted, this, &PhotoDesk::post);
	connect(&parts_.desk, &PostDesk::posted, this, [this](quint64 id) {
		if (id != PostDesk::kPhotos)
			return;
		parts_.form.clear();
		parts_.form.accept();
		refresh();
	});
	connect(&parts_.desk, &PostDesk::refused, this, [this](quint64 id, PostDesk::By, const Error &error) {
		if (id != PostDesk::kPhotos)
			return;
		refresh();
		parts_.form.showRefusal(&error);
	});
	refresh();
}

void PhotoDesk::open()
{
	parts_.creator.ask();
	refresh();
	openSoon(parts_.form);
}

void PhotoDesk::refresh()
{
	const std::optional<Error> &trouble = parts_.creator.error();
	parts_.form.setCreator(parts_.creator.info());
	parts_.form.showTrouble(trouble ? &*trouble : nullptr);
	parts_.form.setObstacle(parts_.desk.isTaken(PostDesk::kPhotos) ? "Reason.Posting" : parts_.creator.obstacle());
}

void PhotoDesk::post(const TikTok::PhotoPost &post)
{
	const TikTok::CreatorInfo *info = parts_.creator.info();
	if (!info)
		return;
	parts_.desk.post(PostDesk::kPhotos, PostDesk::By::Hand,
			 {.accountOpenId = parts_.account.identity().openId.toStdString(),
			  .accountUsername = info->username,
			  .what = Publish::PhotoRequest{.post = post}});
	refresh();
}

} // namespace DirectPost::Ui
