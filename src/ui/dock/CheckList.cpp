#include "CheckList.hpp"

#include "parts/IfNew.hpp"

#include <QVBoxLayout>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

constexpr auto kChooseButton = "chooseAnotherButton";

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

// Once, below the last of those that it is the remedy of.
bool offersAnother(const std::vector<Media::Finding> &findings, const Media::Finding &finding)
{
	const auto last = std::ranges::find_last(findings, Media::Remedy::ChooseAnother, &Media::Finding::remedy);
	return !last.empty() && &last.front() == &finding;
}

} // namespace

CheckList::CheckList(const Texts &texts, QWidget *parent)
	: QWidget(parent), texts_(texts), column_(new QVBoxLayout(this))
{
	setObjectName(QStringLiteral("checkList"));
	column_->setContentsMargins(0, 0, 0, 0);
	column_->setSpacing(2);
	hide();
}

bool CheckList::matters(const Media::Finding &finding)
{
	return finding.severity == Media::Severity::Warning || finding.severity == Media::Severity::Block;
}

void CheckList::showFindings(const std::vector<Media::Finding> &findings, bool isUnfolded)
{
	size_t shown = 0;
	for (const Media::Finding &finding : findings) {
		if (matters(finding))
			showLine(shown++, finding, offersAnother(findings, finding));
	}
	for (const Media::Finding &finding : findings) {
		if (isUnfolded && !matters(finding))
			showLine(shown++, finding, false);
	}
	for (size_t place = shown; place < lines_.size(); ++place)
		lines_[place]->clear();
	showIf(*this, shown > 0);
}

void CheckList::showLine(size_t place, const Media::Finding &finding, bool isRemedyHere)
{
	if (place == lines_.size()) {
		auto *notice = new Notice(texts_, this);
		notice->addButton("Clip.Choose", kChooseButton, [this] { emit chooseWanted(); });
		column_->addWidget(notice);
		lines_.push_back(notice);
	}
	Notice *line = lines_[place];
	line->offerButton(kChooseButton, isRemedyHere);
	line->say(moodOf(finding.severity), texts_.finding(finding));
}

} // namespace DirectPost::Ui
