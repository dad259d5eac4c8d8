#include "RemotePage.hpp"

#include "parts/Paragraph.hpp"

#include <QCheckBox>
#include <QVBoxLayout>

namespace DirectPost::Ui {

RemotePage::RemotePage(const Texts &texts, QWidget *parent)
	: SettingsPage(parent), mayPost_(new QCheckBox(texts.text("Settings.MayRemotePost"), this))
{
	mayPost_->setObjectName(QStringLiteral("mayRemotePost"));
	connect(mayPost_, &QCheckBox::toggled, this, &RemotePage::changed);
	column()->addWidget(mayPost_);
	column()->addWidget(paragraph(texts.text("Settings.RemoteExplanation"), this));
	column()->addStretch(1);
}

void RemotePage::showStored(const Compose::Settings &stored)
{
	mayPost_->setChecked(stored.mayRemoteControlPost);
}

void RemotePage::writeTo(Compose::Settings &chosen) const
{
	chosen.mayRemoteControlPost = mayPost_->isChecked();
}

} // namespace DirectPost::Ui
