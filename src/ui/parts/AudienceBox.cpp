#include "AudienceBox.hpp"

#include "FlowLayout.hpp"
#include "IfNew.hpp"
#include "PageComboBox.hpp"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStandardItemModel>

namespace DirectPost::Ui {

namespace {

int rowOf(const QComboBox &combo, std::optional<TikTok::PrivacyLevel> level)
{
	return level ? combo.findData(static_cast<int>(*level)) : -1;
}

// While TikTok is asked. It lets go of the focus: Qt would pass it on, and the page would scroll to whoever has it
// next.
void enableInPlace(QWidget &widget, bool isEnabled)
{
	if (!isEnabled && widget.window()->focusWidget() == &widget)
		widget.clearFocus();
	enableIf(widget, isEnabled);
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

AudienceBox::AudienceBox(const Texts &texts, Compose::PostKind kind, QWidget *parent)
	: QWidget(parent), texts_(texts), privacy_(new PageComboBox(this))
{
	privacy_->setObjectName(QStringLiteral("privacyCombo"));
	privacy_->setPlaceholderText(texts.text("Privacy.Choose"));
	privacy_->setMinimumContentsLength(8);
	privacy_->setEnabled(false);
	auto *label = new QLabel(texts.text("Privacy.Label"), this);
	label->setBuddy(privacy_);

	auto *row = new QHBoxLayout;
	row->addWidget(label);
	row->addWidget(privacy_, 1);
	auto *flow = new FlowLayout;
	comments_ = addInteraction("Allow.Comments", "allowComments");
	flow->addWidget(comments_);
	if (kind == Compose::PostKind::Video) {
		duet_ = addInteraction("Allow.Duet", "allowDuet");
		stitch_ = addInteraction("Allow.Stitch", "allowStitch");
		flow->addWidget(duet_);
		flow->addWidget(stitch_);
	}
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addLayout(row);
	column->addLayout(flow);

	connect(privacy_, &QComboBox::currentIndexChanged, this, [this](int index) {
		if (index >= 0)
			emit privacyChosen(static_cast<TikTok::PrivacyLevel>(privacy_->itemData(index).toInt()));
	});
}

QCheckBox *AudienceBox::addInteraction(const char *textKey, const char *objectName)
{
	auto *box = new QCheckBox(texts_.text(textKey), this);
	box->setObjectName(QLatin1StringView(objectName));
	box->setEnabled(false);
	connect(box, &QCheckBox::toggled, this, [this] { emit interactionsChosen(interactions()); });
	return box;
}

void AudienceBox::showInfo(const TikTok::PostInfo &info, const Compose::Offer &offer)
{
	showPrivacy(info.privacyLevel, offer);
	const TikTok::Interactions &chosen = info.interactions;
	showInteraction(comments_, chosen.allowComment, offer.mayAllowComment, offer.isKnown);
	showInteraction(duet_, chosen.allowDuet, offer.mayAllowDuet, offer.isKnown);
	showInteraction(stitch_, chosen.allowStitch, offer.mayAllowStitch, offer.isKnown);
}

void AudienceBox::showPrivacy(std::optional<TikTok::PrivacyLevel> chosen, const Compose::Offer &offer)
{
	const QSignalBlocker quiet(privacy_);
	if (offer.isKnown && offer.privacyLevels != listed_) // what it was stays readable while TikTok is asked anew
		listLevels(offer.privacyLevels);
	const bool isOpen = privacy_->view()->isVisible();
	if (offer.isKnown || !isOpen) // a list that is open stays as it is
		enableInPlace(*privacy_, offer.isKnown);
	if (offer.isKnown)
		showWhetherPrivate(offer.mayBePrivate);
	if (const int row = rowOf(*privacy_, chosen); row != privacy_->currentIndex())
		privacy_->setCurrentIndex(row);
}

void AudienceBox::listLevels(const std::vector<TikTok::PrivacyLevel> &levels)
{
	privacy_->hidePopup();
	privacy_->clear();
	for (const TikTok::PrivacyLevel level : levels)
		privacy_->addItem(privacyName(texts_, level), static_cast<int>(level));
	listed_ = levels;
}

void AudienceBox::showWhetherPrivate(bool mayBePrivate)
{
	const int row = rowOf(*privacy_, TikTok::PrivacyLevel::SelfOnly);
	auto *model = qobject_cast<QStandardItemModel *>(privacy_->model());
	QStandardItem *onlyMe = model && row >= 0 ? model->item(row) : nullptr;
	if (!onlyMe || onlyMe->isEnabled() == mayBePrivate)
		return;
	onlyMe->setEnabled(mayBePrivate);
	const QString reason = mayBePrivate ? QString() : texts_.text("Disclosure.NotPrivate");
	onlyMe->setToolTip(reason);
	onlyMe->setData(reason, Qt::AccessibleDescriptionRole); // Qt tells screen readers no tooltips of rows
}

void AudienceBox::showInteraction(QCheckBox *box, bool isAllowed, bool mayBeAllowed, bool isKnown)
{
	if (!box)
		return;
	const QSignalBlocker quiet(box);
	if (box->isChecked() != isAllowed)
		box->setChecked(isAllowed);
	enableInPlace(*box, mayBeAllowed);
	explainIfNew(*box, isKnown && !mayBeAllowed ? texts_.text("Allow.DisabledByCreator") : QString());
}

TikTok::Interactions AudienceBox::interactions() const
{
	return {.allowComment = comments_->isChecked(),
		.allowDuet = duet_ && duet_->isChecked(),
		.allowStitch = stitch_ && stitch_->isChecked()};
}

} // namespace DirectPost::Ui
