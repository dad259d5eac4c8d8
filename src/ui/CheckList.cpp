#include "CheckList.hpp"

#include <QVBoxLayout>

namespace DirectPost::Ui {

namespace {

constexpr int kUsualLines = 4; // a widget is dear to make when a clip arrives

Mood moodOf(Media::Severity severity)
{
	switch (severity) {
	case Media::Severity::Pass:
		return Mood::Good;
	case Media::Severity::Repaired:
		return Mood::Mended;
	case Media::Severity::Warning:
		return Mood::Warning;
	case Media::Severity::Block:
		return Mood::Problem;
	}
	return Mood::Problem;
}

} // namespace

CheckList::CheckList(const Texts &texts, QWidget *parent)
	: QWidget(parent), texts_(texts), lines_(new QVBoxLayout(this))
{
	setObjectName(QStringLiteral("checkList"));
	lines_->setContentsMargins(0, 0, 0, 0);
	lines_->setSpacing(2);
	for (int line = 0; line < kUsualLines; ++line)
		addLine();
	hide();
}

void CheckList::addLine()
{
	notices_.push_back(new Notice(texts_, this));
	lines_->addWidget(notices_.back());
}

void CheckList::showFindings(const std::vector<Media::Finding> &findings)
{
	while (notices_.size() < findings.size())
		addLine();
	for (size_t line = 0; line < notices_.size(); ++line) {
		if (line < findings.size())
			notices_[line]->say(moodOf(findings[line].severity), texts_.finding(findings[line]));
		else
			notices_[line]->clear();
	}
	setVisible(!findings.empty());
}

} // namespace DirectPost::Ui
