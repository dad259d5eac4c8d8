#include "CheckList.hpp"

#include <QVBoxLayout>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

constexpr int kUsualLines = 7; // a widget is dear to make when a clip arrives

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
	: QWidget(parent),
	  texts_(texts),
	  lines_(new QVBoxLayout(this)),
	  portions_([this](size_t line) { return showLine(line); }, this)
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
	findings_ = findings;
	if (!findings.empty())
		show();
	portions_.restart();
}

bool CheckList::showLine(size_t line)
{
	if (line == std::max(findings_.size(), notices_.size())) {
		setVisible(!findings_.empty());
		return false;
	}
	if (line == notices_.size())
		addLine();
	if (line < findings_.size())
		notices_[line]->say(moodOf(findings_[line].severity), texts_.finding(findings_[line]));
	else
		notices_[line]->clear();
	return true;
}

} // namespace DirectPost::Ui
