#include "AudienceBox.hpp"

#include "FlowLayout.hpp"
#include "Still.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStandardItemModel>

namespace DirectPost::Ui {

namespace {

int indexOf(const QComboBox &combo, TikTok::PrivacyLevel level)
{
	return combo.findData(static_cast<int>(level));
}

} // namespace

QString privacyName(const Texts &texts, TikTok::PrivacyLevel level)
{
	switch (level) {
	case TikTok::PrivacyLevel::PublicToEveryone:
		return texts.text("Privacy.Everyone");
	case TikTok::PrivacyLevel::MutualFollowFriends:
		return texts.text("Privacy.Friends");
	case TikTok::PrivacyLevel::FollowerOfCreator:
		return texts.text("Privacy.Followers");
	case TikTok::PrivacyLevel::SelfOnly:
		return texts.text("Privacy.OnlyMe");
	}
	return {};
}

AudienceBox::AudienceBox(const Texts &texts, Kind kind, QWidget *parent)
	: QWidget(parent), texts_(texts), privacy_(new Still<QComboBox>(this))
{
	privacy_->setObjectName(QStringLiteral("privacyCombo"));
	privacy_->setPlaceholderText(texts.text("Privacy.Choose"));
	privacy_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
	privacy_->setMinimumContentsLength(8);
	privacy_->setFocusPolicy(Qt::StrongFocus);

	auto *form = new QFormLayout;
	form->setRowWrapPolicy(QFormLayout::WrapLongRows);
	form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
	form->addRow(texts.text("Privacy.Label"), privacy_);
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addLayout(form);

	auto *flow = new FlowLayout;
	comments_ = addInteraction("Allow.Comments", "allowComments");
	flow->addWidget(comments_);
	if (kind == Kind::Video) {
		duet_ = addInteraction("Allow.Duet", "allowDuet");
		stitch_ = addInteraction("Allow.Stitch", "allowStitch");
		flow->addWidget(duet_);
		flow->addWidget(stitch_);
	}
	column->addLayout(flow);

	connect(privacy_, &QComboBox::currentIndexChanged, this, &AudienceBox::changed);
	setCreator(nullptr);
}

QCheckBox *AudienceBox::addInteraction(const char *textKey, const char *objectName)
{
	auto *box = new QCheckBox(texts_.text(textKey), this);
	box->setObjectName(QLatin1StringView(objectName));
	connect(box, &QCheckBox::toggled, this, &AudienceBox::changed);
	return box;
}

void AudienceBox::setCreator(const TikTok::CreatorInfo *creator)
{
	privacy_->setEnabled(creator);
	for (QCheckBox *box : {comments_, duet_, stitch_}) {
		if (box)
			box->setEnabled(creator);
	}
	if (!creator)
		return;
	offer(creator->privacyLevels);
	setInteraction(comments_, creator->isCommentDisabled);
	setInteraction(duet_, creator->isDuetDisabled);
	setInteraction(stitch_, creator->isStitchDisabled);
	emit changed();
}

void AudienceBox::offer(const std::vector<TikTok::PrivacyLevel> &levels)
{
	const std::optional<TikTok::PrivacyLevel> chosen = privacy();
	const QSignalBlocker quiet(privacy_);
	privacy_->clear();
	for (const TikTok::PrivacyLevel level : levels)
		privacy_->addItem(privacyName(texts_, level), static_cast<int>(level));
	privacy_->setCurrentIndex(chosen ? indexOf(*privacy_, *chosen) : -1);
	applyBranded();
}

void AudienceBox::setBranded(bool isBranded)
{
	isBranded_ = isBranded;
	applyBranded();
}

void AudienceBox::applyBranded()
{
	const int onlyMe = indexOf(*privacy_, TikTok::PrivacyLevel::SelfOnly);
	auto *model = qobject_cast<QStandardItemModel *>(privacy_->model());
	QStandardItem *item = model && onlyMe >= 0 ? model->item(onlyMe) : nullptr;
	if (!item)
		return;
	item->setEnabled(!isBranded_);
	item->setToolTip(isBranded_ ? texts_.text("Disclosure.NotPrivate") : QString());
}

void AudienceBox::setInteraction(QCheckBox *box, bool isDisabledByCreator)
{
	if (!box)
		return;
	if (isDisabledByCreator)
		box->setChecked(false);
	box->setEnabled(!isDisabledByCreator);
	const QString why = isDisabledByCreator ? texts_.text("Allow.DisabledByCreator") : QString();
	box->setToolTip(why);
	box->setAccessibleDescription(why);
}

void AudienceBox::clear()
{
	privacy_->setCurrentIndex(-1);
	for (QCheckBox *box : {comments_, duet_, stitch_}) {
		if (box)
			box->setChecked(false);
	}
}

std::optional<TikTok::PrivacyLevel> AudienceBox::privacy() const
{
	const QVariant chosen = privacy_->currentData();
	if (!chosen.isValid())
		return std::nullopt;
	return static_cast<TikTok::PrivacyLevel>(chosen.toInt());
}

TikTok::Interactions AudienceBox::interactions() const
{
	return {.allowComment = comments_->isChecked(),
		.allowDuet = duet_ && duet_->isChecked(),
		.allowStitch = stitch_ && stitch_->isChecked()};
}

} // namespace DirectPost::Ui
