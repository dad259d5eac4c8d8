#include "PresetDialog.hpp"

#include "PresetEditBox.hpp"
#include "parts/FlowLayout.hpp"
#include "parts/IfNew.hpp"
#include "parts/Paragraph.hpp"
#include "parts/PostForm.hpp"

#include <QCheckBox>
#include <QLabel>
#include <QSignalBlocker>

namespace DirectPost::Ui {

PresetDialog::PresetDialog(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent)
	: FormDialog(texts, std::move(openLink), {"AutoPublish.TurnOn", "turnOnButton"}, parent),
	  texts_(texts),
	  account_(new QLabel(this)),
	  recordings_(nullptr),
	  replays_(nullptr),
	  edit_(nullptr),
	  form_(nullptr)
{
	setObjectName(QStringLiteral("presetDialog"));
	setWindowTitle(texts.text("AutoPublish.Toggle"));
	auto *explanation =
		paragraph(texts.text("AutoPublish.Explanation", {{"seconds", QString::number(Compose::kCountdown_s)},
								 {"cap", QString::number(Compose::kDailyCap)}}),
			  this);
	account_->setObjectName(QStringLiteral("presetAccount"));
	account_->setWordWrap(true);
	account_->setTextFormat(Qt::PlainText);
	auto *kinds = new QWidget(this);
	recordings_ = new QCheckBox(texts.text("AutoPublish.Recordings"), kinds);
	recordings_->setObjectName(QStringLiteral("presetRecordings"));
	replays_ = new QCheckBox(texts.text("AutoPublish.Replays"), kinds);
	replays_->setObjectName(QStringLiteral("presetReplays"));
	auto *flow = new FlowLayout(kinds);
	flow->addWidget(recordings_);
	flow->addWidget(replays_);
	edit_ = new PresetEditBox(texts, this);
	form_ = new PostForm(texts, Compose::PostKind::Video,
			     {"Caption", "presetCaption", TikTok::kCaption_units, 2, 4}, this);
	form_->insertBelowCaption(paragraph(texts.text("AutoPublish.CaptionHint"), form_));
	addToColumn({explanation, account_, kinds, edit_, form_});

	connect(recordings_, &QCheckBox::toggled, this, &PresetDialog::edit);
	connect(replays_, &QCheckBox::toggled, this, &PresetDialog::edit);
	connect(edit_, &PresetEditBox::edited, this, &PresetDialog::edit);
	connect(form_, &PostForm::edited, this, &PresetDialog::edit);
	connect(form_, &PostForm::setsWanted, this, &PresetDialog::setsWanted);
	connect(&submit(), &SubmitBar::pressed, this, &PresetDialog::armWanted);
}

void PresetDialog::showState(const Compose::PresetState &preset, const Compose::CreatorState &creator,
			     const Account::Identity &account)
{
	const Compose::PresetDraft &draft = preset.draft;
	const QSignalBlocker recordings(recordings_);
	const QSignalBlocker replays(replays_);
	setTextIfNew(*account_, texts_.text("ForAccount", {{"account", account.nickname}}));
	recordings_->setChecked(draft.forRecordings);
	replays_->setChecked(draft.forReplays);
	edit_->showEdit(draft.edit);
	form_->showInfo(draft.info, draft.isDisclosureOn, preset.offer);
	form_->sayOfWord(Mood::Problem, "Caption.UnknownWord", preset.unknownWord);
	submit().showCommercial(draft.info.commercial);
	submit().showObstacle(preset.obstacle);
	submit().showCreatorError(creator.error);
}

void PresetDialog::offerCaptions(const Compose::KeptCaptions &kept)
{
	form_->offerInsertions(Compose::wordsInBraces(), kept);
}

void PresetDialog::edit()
{
	emit edited({.info = form_->info(),
		     .isDisclosureOn = form_->isDisclosureOn(),
		     .forRecordings = recordings_->isChecked(),
		     .forReplays = replays_->isChecked(),
		     .edit = edit_->edit()});
}

} // namespace DirectPost::Ui
