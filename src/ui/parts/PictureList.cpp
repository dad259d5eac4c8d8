#include "PictureList.hpp"

#include "FlowLayout.hpp"
#include "IfNew.hpp"
#include "Notice.hpp"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

using Compose::PictureStage;

constexpr const char *kRetry = "retryPicture";

} // namespace

PictureList::PictureList(const Texts &texts, QWidget *parent)
	: QWidget(parent), texts_(texts), column_(new QVBoxLayout(this))
{
	setObjectName(QStringLiteral("pictureList"));
	column_->setContentsMargins(0, 0, 0, 0);
	auto *bar = new QWidget(this);
	auto *buttons = new FlowLayout(bar);
	QPushButton *choose = makeButton("Photos.AddPictures", "choosePicturesButton");
	setUp_ = makeButton("Photos.SetUpHosting", "setUpHostingButton");
	setUp_->hide();
	buttons->addWidget(choose);
	buttons->addWidget(setUp_);
	column_->addWidget(bar);
	connect(choose, &QPushButton::clicked, this, &PictureList::chooseWanted);
	connect(setUp_, &QPushButton::clicked, this, &PictureList::hostingWanted);
}

QPushButton *PictureList::makeButton(const char *textKey, const char *objectName)
{
	auto *button = new QPushButton(texts_.text(textKey), this);
	button->setObjectName(QLatin1StringView(objectName));
	button->setAutoDefault(false);
	return button;
}

void PictureList::offerSetUp(bool isOffered)
{
	showIf(*setUp_, isOffered);
}

void PictureList::showPictures(const std::vector<Compose::Picture> &pictures)
{
	std::erase_if(rows_, [&](const auto &row) {
		const bool isGone = !std::ranges::contains(pictures, row.first, &Compose::Picture::id);
		if (isGone)
			row.second->deleteLater(); // its button may be what was pressed
		if (isGone)
			row.second->hide();
		return isGone;
	});
	for (const Compose::Picture &picture : pictures)
		showPicture(rowOf(picture), picture);
}

Notice &PictureList::rowOf(const Compose::Picture &picture)
{
	Notice *&row = rows_[picture.id];
	if (row)
		return *row;
	row = new Notice(texts_, this);
	row->setObjectName(QStringLiteral("picture"));
	row->setSubject(picture.name);
	row->addButton("TryAgain", kRetry, [this, id = picture.id] { emit retryWanted(id); });
	row->addButton("Job.Remove", "removePicture", [this, id = picture.id] { emit removeWanted(id); });
	column_->insertWidget(column_->count() - 1, row); // above the button for more
	return *row;
}

void PictureList::showPicture(Notice &row, const Compose::Picture &picture)
{
	const auto words = [&](const char *key) {
		return texts_.text(key, {{"name", picture.name}});
	};
	row.offerButton(kRetry, picture.stage == PictureStage::Failed);
	switch (picture.stage) {
	case PictureStage::Waiting:
		return row.say(Mood::Info, words("Photos.PictureWaiting"));
	case PictureStage::UnderWay:
		return row.say(Mood::Info, words("Photos.PictureUnderWay"));
	case PictureStage::Ready:
		return row.say(Mood::Good, words("Photos.PictureReady"));
	case PictureStage::Failed:
		return row.say(Mood::Problem,
			       texts_.text("Photos.PictureFailed",
					   {{"name", picture.name}, {"reason", texts_.sentence(*picture.error)}}));
	}
}

} // namespace DirectPost::Ui
