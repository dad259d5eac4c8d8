#include "PresetDialog.hpp"

#include "CaptionEdit.hpp"
#include "FlowLayout.hpp"
#include "Page.hpp"
#include "SubmitBar.hpp"
#include "TermsBox.hpp"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

namespace DirectPost::Ui {

namespace {

constexpr QSize kPresetDialogSize_px(420, 560);

} // namespace

PresetDialog::PresetDialog(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent)
	: QDialog(parent), texts_(texts)
{
	setObjectName(QStringLiteral("presetDialog"));
	setWindowTitle(texts.text("AutoPublish.Toggle"));
	resize(kPresetDialogSize_px);
	QVBoxLayout *column = scrollingColumn(this);

	auto *explanation = new QLabel(
		texts.text("AutoPublish.Explanation", {{"seconds", QString::number(Publish::AutoPublish::kCountdown_s)},
						       {"cap", QString::number(Publish::AutoPublish::kDailyCap)}}),
		this);
	explanation->setWordWrap(true);
	account_ = new QLabel(this);
	account_->setObjectName(QStringLiteral("presetAccount"));
	account_->setWordWrap(true);
	recordings_ = new QCheckBox(texts.text("AutoPublish.Recordings"), this);
	recordings_->setObjectName(QStringLiteral("presetRecordings"));
	replays_ = new QCheckBox(texts.text("AutoPublish.Replays"), this);
	replays_->setObjectName(QStringLiteral("presetReplays"));
	auto *kinds = new FlowLayout;
	kinds->addWidget(recordings_);
	kinds->addWidget(replays_);
	caption_ = new CaptionEdit(texts, {"Caption", "presetCaption", TikTok::kCaption_units, 3}, this);
	auto *hint = new QLabel(texts.text("AutoPublish.CaptionHint"), this);
	hint->setWordWrap(true);
	terms_ = new TermsBox(texts, AudienceBox::Kind::Video, this);
	submit_ = new SubmitBar(texts, std::move(openLink), {"AutoPublish.TurnOn", "turnOnButton"}, this);

	column->addWidget(explanation);
	column->addWidget(account_);
	column->addLayout(kinds);
	for (QWidget *widget : std::initializer_list<QWidget *>{caption_, hint, terms_, submit_})
		column->addWidget(widget);
	column->addStretch(1);

	connect(recordings_, &QCheckBox::toggled, this, &PresetDialog::refresh);
	connect(replays_, &QCheckBox::toggled, this, &PresetDialog::refresh);
	connect(caption_, &CaptionEdit::changed, this, &PresetDialog::refresh);
	connect(terms_, &TermsBox::changed, this, &PresetDialog::refresh);
	connect(submit_, &SubmitBar::askAgainWanted, this, &PresetDialog::askAgainWanted);
	connect(submit_, &SubmitBar::pressed, this, &PresetDialog::arm);
}

void PresetDialog::begin(const std::optional<Publish::Preset> &last, const QString &nickname)
{
	const Publish::Preset start = last.value_or(Publish::Preset{});
	account_->setText(texts_.text("AutoPublish.Account", {{"account", nickname}}));
	recordings_->setChecked(start.forRecordings);
	replays_->setChecked(start.forReplays);
	caption_->setText(start.captionTemplate);
	terms_->clear();
	refresh();
}

void PresetDialog::setCreator(const TikTok::CreatorInfo *creator)
{
	terms_->setCreator(creator);
}

void PresetDialog::setObstacle(const char *reasonKey)
{
	obstacle_ = reasonKey;
	refresh();
}

void PresetDialog::showTrouble(const Error *error)
{
	submit_->showTrouble(error);
}

const char *PresetDialog::reason() const
{
	if (obstacle_)
		return obstacle_;
	if (!recordings_->isChecked() && !replays_->isChecked())
		return "Reason.NoKindOfClip";
	return caption_->isTooLong() ? "Reason.CaptionTooLong" : terms_->reason();
}

void PresetDialog::refresh()
{
	submit_->setCommercial(terms_->commercial());
	submit_->setReason(reason());
}

void PresetDialog::arm()
{
	if (reason())
		return;
	emit armWanted({.accountOpenId = {},
			.privacyLevel = *terms_->privacy(),
			.interactions = terms_->interactions(),
			.commercial = terms_->commercial(),
			.isAiGenerated = terms_->isAiGenerated(),
			.captionTemplate = caption_->text(),
			.forRecordings = recordings_->isChecked(),
			.forReplays = replays_->isChecked(),
			.consentedAt = {}});
	accept();
}

} // namespace DirectPost::Ui
