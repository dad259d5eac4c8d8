#include "AutoPublishRow.hpp"

#include "parts/AudienceBox.hpp"
#include "parts/EditLine.hpp"
#include "parts/IfNew.hpp"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

namespace DirectPost::Ui {

AutoPublishRow::AutoPublishRow(const Texts &texts, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  toggle_(new QCheckBox(texts.text("AutoPublish.Toggle"), this)),
	  armed_(new QLabel(this))
{
	setObjectName(QStringLiteral("autoPublishRow"));
	toggle_->setObjectName(QStringLiteral("autoPublishToggle"));
	armed_->setObjectName(QStringLiteral("autoPublishArmed"));
	armed_->setWordWrap(true);
	armed_->setTextFormat(Qt::PlainText);
	armed_->hide();
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->setSpacing(2);
	column->addWidget(toggle_);
	column->addWidget(armed_);
	connect(toggle_, &QCheckBox::clicked, this, [this](bool isWanted) {
		toggle_->setChecked(!isWanted); // it shows what is, not what is wanted
		if (isWanted)
			emit turnOnWanted();
		else
			emit turnOffWanted();
	});
}

void AutoPublishRow::showState(const Compose::AutoPublishState &autoPublish, const Account::Identity &account)
{
	const bool isOn = autoPublish.isArmed && autoPublish.preset;
	toggle_->setChecked(isOn);
	if (isOn) {
		const Compose::Preset &preset = *autoPublish.preset;
		const auto audience = preset.info.privacyLevel;
		QStringList said;
		said += texts_.text("AutoPublish.Armed",
				    {{"kinds", kindsText(preset)},
				     {"account", account.nickname},
				     {"audience", audience ? privacyName(texts_, *audience) : QString()}});
		said += presetEditLine(texts_, preset.edit);
		said.removeAll(QString());
		setTextIfNew(*armed_, said.join(QLatin1Char('\n')));
	} else if (autoPublish.wasTurnedOff) {
		setTextIfNew(*armed_, texts_.text("AutoPublish.OffForAccount"));
	}
	showIf(*armed_, isOn || autoPublish.wasTurnedOff);
}

QString AutoPublishRow::kindsText(const Compose::Preset &preset) const
{
	if (preset.forRecordings && preset.forReplays)
		return texts_.text("AutoPublish.RecordingsAndReplays");
	return texts_.text(preset.forReplays ? "AutoPublish.Replays" : "AutoPublish.Recordings");
}

} // namespace DirectPost::Ui
