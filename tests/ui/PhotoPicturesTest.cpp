#include "Find.hpp"
#include "Locale.hpp"
#include "Values.hpp"
#include "dialogs/PhotoDialog.hpp"
#include "parts/Notice.hpp"

#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QUrl>

// Pictures of this computer in the form for photos.
namespace DirectPost::Ui {

namespace {

using Compose::Picture;
using Compose::PictureStage;

struct PicturesForm {
	Compose::PhotoState state;
	PhotoDialog dialog{englishTexts(), [](const QString &) {}, nullptr};
	QStringList added;
	std::vector<uint64_t> retried;
	std::vector<uint64_t> removed;

	PicturesForm()
	{
		QObject::connect(&dialog, &PhotoDialog::picturesWanted,
				 [this](const QStringList &files) { added += files; });
		QObject::connect(&dialog, &PhotoDialog::retryWanted, [this](quint64 id) { retried.push_back(id); });
		QObject::connect(&dialog, &PhotoDialog::removeWanted, [this](quint64 id) { removed.push_back(id); });
		state.offer = publicOffer();
		show();
	}
	void show() { dialog.showState(state, {}, {}); }
	void showPicture(PictureStage stage)
	{
		Picture picture{.id = 7, .file = "/shots/one.png", .name = "one.png", .stage = stage};
		if (stage == PictureStage::Failed)
			picture.error = errorOf(ErrorKind::AppSettings, "hosting_not_set_up");
		state.pictures = {picture};
		show();
	}
	QString line() const { return find<Notice>(dialog, "picture").sentence(); }
	Qt::DropAction drop(const QList<QUrl> &urls)
	{
		QMimeData data;
		data.setUrls(urls);
		QDragEnterEvent enter({9, 9}, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
		enter.ignore();
		QCoreApplication::sendEvent(&dialog, &enter);
		if (!enter.isAccepted())
			return Qt::IgnoreAction;
		if (enter.dropAction() != Qt::CopyAction)
			return enter.dropAction();
		QDropEvent let({9, 9}, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
		QCoreApplication::sendEvent(&dialog, &let);
		return let.dropAction();
	}
};

} // namespace

TEST(PhotoPictures, EachHasALineThatSaysHowFarItIs)
{
	PicturesForm form;
	form.showPicture(PictureStage::Waiting);
	EXPECT_EQ(form.line(), "one.png waits for its turn");
	form.showPicture(PictureStage::UnderWay);
	EXPECT_EQ(form.line(), "one.png is being put on the web…");
	EXPECT_FALSE(isShown(form.dialog, "retryPicture"));
	form.showPicture(PictureStage::Failed);
	EXPECT_TRUE(form.line().startsWith("one.png: Nobody has said yet where")) << form.line().toStdString();
	find<QPushButton>(form.dialog, "retryPicture").click();
	EXPECT_EQ(form.retried, (std::vector<uint64_t>{7}));
	form.showPicture(PictureStage::Ready);
	EXPECT_EQ(form.line(), "one.png is ready");
	EXPECT_FALSE(isShown(form.dialog, "retryPicture"));
	find<QPushButton>(form.dialog, "removePicture").click();
	EXPECT_EQ(form.removed, (std::vector<uint64_t>{7}));
}

TEST(PhotoPictures, OneThatIsGoneHasNoLineAnyMore)
{
	PicturesForm form;
	form.showPicture(PictureStage::Ready);
	EXPECT_TRUE(isShown(form.dialog, "picture"));
	form.state.pictures.clear();
	form.show();
	EXPECT_FALSE(isShown(form.dialog, "picture"));
}

TEST(PhotoPictures, AreCountedAndMayBeTheCover)
{
	PicturesForm form;
	form.state.draft.addresses = {"https://nia.example/a.jpg"};
	form.state.draft.coverIndex = 1;
	form.showPicture(PictureStage::Ready);
	EXPECT_EQ(find<QLabel>(form.dialog, "photoCount").text(), "2 / 35");
	EXPECT_EQ(find<QSpinBox>(form.dialog, "photoCover").value(), 2);
}

TEST(PhotoPictures, FilesThatAreDroppedAreAddedAndWebAddressesWritten)
{
	PicturesForm form;
	EXPECT_EQ(form.drop({QUrl::fromLocalFile("/shots/one.png"), QUrl("https://nia.example/a.jpg"),
			     QUrl::fromLocalFile("/shots/two.png")}),
		  Qt::CopyAction);
	EXPECT_EQ(form.added, (QStringList{"/shots/one.png", "/shots/two.png"}));
	EXPECT_EQ(find<QPlainTextEdit>(form.dialog, "photoAddresses").toPlainText(), "https://nia.example/a.jpg");
	form.state.isBeingPosted = true;
	form.show();
	EXPECT_EQ(form.drop({QUrl::fromLocalFile("/shots/one.png")}), Qt::IgnoreAction);
}

TEST(PhotoPictures, WhereTheyArePutIsOfferedWhileNobodyHasSaid)
{
	PicturesForm form;
	EXPECT_FALSE(isShown(form.dialog, "setUpHostingButton"));
	form.dialog.showHosting({.isKnown = true, .place = {}, .testError = {}});
	EXPECT_TRUE(isShown(form.dialog, "setUpHostingButton"));
	form.dialog.showHosting({.isKnown = true, .place = {}, .isSetUp = true, .testError = {}});
	EXPECT_FALSE(isShown(form.dialog, "setUpHostingButton"));
}

} // namespace DirectPost::Ui
