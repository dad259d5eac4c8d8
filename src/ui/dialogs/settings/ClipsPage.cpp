#include "ClipsPage.hpp"

#include "parts/IfNew.hpp"
#include "parts/Paragraph.hpp"

#include <QCheckBox>
#include <QFormLayout>
#include <QSpinBox>
#include <QVBoxLayout>

namespace DirectPost::Ui {

namespace {

constexpr int kSecond_ms = 1000;

} // namespace

ClipsPage::ClipsPage(const Texts &texts, QWidget *parent)
	: SettingsPage(parent),
	  recordings_(makeBox(texts.text("Settings.Recordings"), "takesRecordings")),
	  replays_(makeBox(texts.text("Settings.Replays"), "takesReplays")),
	  otherOutputs_(makeBox(texts.text("Settings.OtherOutputs"), "takesOtherOutputs")),
	  beforeMark_s_(new QSpinBox(this)),
	  notifies_(makeBox(texts.text("Settings.Notify"), "notifies"))
{
	explainIfNew(*otherOutputs_, texts.text("Settings.OtherOutputsExplanation"));
	explainIfNew(*notifies_, texts.text("Settings.NotifyExplanation"));
	beforeMark_s_->setObjectName(QStringLiteral("beforeMark"));
	beforeMark_s_->setRange(static_cast<int>(Compose::kLeastBeforeMark_ms / kSecond_ms),
				static_cast<int>(Compose::kMostBeforeMark_ms / kSecond_ms));
	connect(beforeMark_s_, &QSpinBox::valueChanged, this, &ClipsPage::changed);

	auto *form = new QFormLayout;
	form->setRowWrapPolicy(QFormLayout::WrapLongRows);
	form->addRow(texts.text("Settings.BeforeMark"), beforeMark_s_);

	column()->addWidget(paragraph(texts.text("Settings.Offered"), this));
	for (QCheckBox *box : {recordings_, replays_, otherOutputs_})
		column()->addWidget(box);
	column()->addWidget(paragraph(texts.text("Settings.OfferedExplanation"), this));
	column()->addLayout(form);
	column()->addWidget(notifies_);
	column()->addStretch(1);
}

QCheckBox *ClipsPage::makeBox(const QString &text, const char *objectName)
{
	auto *box = new QCheckBox(text, this);
	box->setObjectName(QLatin1StringView(objectName));
	connect(box, &QCheckBox::toggled, this, &ClipsPage::changed);
	return box;
}

void ClipsPage::showStored(const Compose::Settings &stored)
{
	recordings_->setChecked(stored.takesRecordings);
	replays_->setChecked(stored.takesReplays);
	otherOutputs_->setChecked(stored.takesOtherOutputs);
	beforeMark_s_->setValue(static_cast<int>(stored.beforeMark_ms / kSecond_ms));
	notifies_->setChecked(stored.notifies);
}

void ClipsPage::writeTo(Compose::Settings &chosen) const
{
	chosen.takesRecordings = recordings_->isChecked();
	chosen.takesReplays = replays_->isChecked();
	chosen.takesOtherOutputs = otherOutputs_->isChecked();
	chosen.beforeMark_ms = int64_t{beforeMark_s_->value()} * kSecond_ms;
	chosen.notifies = notifies_->isChecked();
}

} // namespace DirectPost::Ui
