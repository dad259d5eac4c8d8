#include "ClipPanel.hpp"

#include "CheckList.hpp"
#include "ElidedLabel.hpp"
#include "FlowLayout.hpp"

#include <media/Texts.hpp>

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace DirectPost::Ui {

namespace {

constexpr QSize kPictureBox_px(96, 96);

QString joined(std::initializer_list<std::string> facts)
{
	QStringList list;
	for (const std::string &fact : facts)
		list += QString::fromStdString(fact);
	return list.join(QStringLiteral(" · "));
}

} // namespace

ClipPanel::ClipPanel(const Texts &texts, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  empty_(new QLabel(texts.text("Clip.Empty"), this)),
	  work_(new QWidget(this)),
	  step_(new QLabel(work_)),
	  progress_(new QProgressBar(work_)),
	  cancel_(new QPushButton(texts.text("Cancel"), work_)),
	  checks_(new CheckList(texts, this)),
	  slowLine_(new Notice(texts, this)),
	  failure_(new Notice(texts, this)),
	  recordingFailure_(new Notice(texts, this)),
	  newer_(new Notice(texts, this)),
	  useNewer_(newer_->addButton("Clip.UseNewer", "useNewerButton")),
	  choose_(new QPushButton(texts.text("Clip.Choose"), this)),
	  photos_(new QPushButton(texts.text("Photos.Open"), this))
{
	setObjectName(QStringLiteral("clipPanel"));
	empty_->setObjectName(QStringLiteral("clipEmpty"));
	empty_->setWordWrap(true);
	step_->setObjectName(QStringLiteral("clipStep"));
	step_->setWordWrap(true);
	progress_->setObjectName(QStringLiteral("clipProgress"));
	progress_->setAccessibleName(texts.text("Clip.Progress"));
	cancel_->setObjectName(QStringLiteral("cancelClipButton"));
	slowLine_->setObjectName(QStringLiteral("slowLine"));
	failure_->setObjectName(QStringLiteral("clipFailure"));
	recordingFailure_->setObjectName(QStringLiteral("recordingFailure"));
	newer_->setObjectName(QStringLiteral("newerNotice"));
	choose_->setObjectName(QStringLiteral("chooseFileButton"));
	photos_->setObjectName(QStringLiteral("photosButton"));

	auto *bar = new QHBoxLayout;
	bar->addWidget(progress_, 1);
	bar->addWidget(cancel_);
	auto *work = new QVBoxLayout(work_);
	work->setContentsMargins(0, 0, 0, 0);
	work->addWidget(step_);
	work->addLayout(bar);

	card_ = makeCard();
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	for (QWidget *widget : std::initializer_list<QWidget *>{recordingFailure_, newer_, empty_, card_, work_,
								checks_, slowLine_, failure_})
		column->addWidget(widget);
	auto *sources = new FlowLayout;
	sources->addWidget(choose_);
	sources->addWidget(photos_);
	column->addLayout(sources);

	connect(choose_, &QPushButton::clicked, this, &ClipPanel::chooseWanted);
	connect(photos_, &QPushButton::clicked, this, &ClipPanel::photosWanted);
	connect(cancel_, &QPushButton::clicked, this, &ClipPanel::cancelWanted);
	connect(useNewer_, &QPushButton::clicked, this, &ClipPanel::useNewerWanted);
	showClip(nullptr);
}

QWidget *ClipPanel::makeCard()
{
	auto *card = new QWidget(this);
	picture_ = new QLabel(card);
	picture_->setObjectName(QStringLiteral("clipPicture"));
	picture_->setAccessibleName(texts_.text("Clip.Picture"));
	name_ = new ElidedLabel(card);
	name_->setObjectName(QStringLiteral("clipName"));
	length_ = new QLabel(card);
	length_->setObjectName(QStringLiteral("clipLength"));
	format_ = new QLabel(card);
	format_->setObjectName(QStringLiteral("clipFormat"));
	format_->setWordWrap(true);

	auto *facts = new QVBoxLayout;
	facts->setSpacing(2);
	facts->addWidget(name_);
	facts->addWidget(length_);
	facts->addWidget(format_);
	facts->addStretch(1);
	auto *row = new QHBoxLayout(card);
	row->setContentsMargins(0, 0, 0, 0);
	row->addWidget(picture_, 0, Qt::AlignTop);
	row->addLayout(facts, 1);
	return card;
}

void ClipPanel::showFindings(const std::vector<Media::Finding> &findings)
{
	checks_->showFindings(findings);
}

void ClipPanel::showSlowLine(const std::optional<Error> &warning)
{
	if (warning)
		slowLine_->say(Mood::Warning, texts_.sentence(*warning));
	else
		slowLine_->clear();
}

void ClipPanel::showClip(const ClipInbox::Entry *clip)
{
	empty_->setVisible(!clip);
	card_->setVisible(clip);
	if (!clip) {
		work_->hide();
		failure_->clear();
		return;
	}
	showFacts(*clip);
	showProgress(*clip);
	if (clip->stage == ClipInbox::Stage::Failed && clip->error)
		failure_->say(Mood::Problem, texts_.sentence(*clip->error));
	else
		failure_->clear();
}

void ClipPanel::showFacts(const ClipInbox::Entry &clip)
{
	name_->setWholeText(clip.name);
	const Media::ClipInfo &facts = clip.clip.original;
	const bool isKnown = facts.duration_ms > 0;
	length_->setVisible(isKnown);
	format_->setVisible(isKnown);
	picture_->setVisible(!clip.picture.isNull());
	if (!clip.picture.isNull() && pictured_ != clip.picture.cacheKey()) {
		pictured_ = clip.picture.cacheKey();
		QPixmap picture = QPixmap::fromImage(clip.picture);
		picture = picture.scaled(kPictureBox_px * devicePixelRatioF(), Qt::KeepAspectRatio,
					 Qt::SmoothTransformation);
		picture.setDevicePixelRatio(devicePixelRatioF());
		picture_->setPixmap(picture);
	}
	if (!isKnown)
		return;
	length_->setText(joined({Media::durationText(facts.duration_ms), Media::sizeText(facts.size_bytes)}));
	format_->setText(joined({Media::resolutionText(facts.size), Media::frameRateText(facts.frameRate),
				 Media::codecText(facts.videoCodec)}));
}

void ClipPanel::showProgress(const ClipInbox::Entry &clip)
{
	using Stage = ClipInbox::Stage;
	const bool isRemuxing = clip.stage == Stage::Remuxing;
	work_->setVisible(isRemuxing || clip.stage == Stage::Waiting || clip.stage == Stage::Probed);
	step_->setText(texts_.text(isRemuxing                     ? "Clip.Remuxing"
				   : clip.stage == Stage::Waiting ? "Clip.Waiting"
								  : "Clip.Checking"));
	progress_->setRange(0, isRemuxing ? 100 : 0); // 0 to 0 shows that it moves, not how far
	progress_->setValue(isRemuxing ? static_cast<int>(clip.remuxed * 100) : -1);
}

void ClipPanel::offerNewer(const QString &name)
{
	useNewer_->show();
	newer_->say(Mood::Info, texts_.text("Clip.Newer", {{"name", name}}));
}

void ClipPanel::newerFailed(const QString &name, const Error &error)
{
	useNewer_->hide();
	newer_->say(Mood::Problem,
		    texts_.text("Clip.NewerFailed", {{"name", name}, {"reason", texts_.sentence(error)}}));
}

void ClipPanel::withdrawOffer()
{
	newer_->clear();
}

void ClipPanel::showRecordingFailure(const Error &error)
{
	recordingFailure_->say(Mood::Problem, texts_.sentence(error));
}

void ClipPanel::clearRecordingFailure()
{
	recordingFailure_->clear();
}

} // namespace DirectPost::Ui
