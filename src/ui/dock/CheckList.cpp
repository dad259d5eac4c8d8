#include "CheckList.hpp"

#include "parts/IfNew.hpp"

#include <QVBoxLayout>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

constexpr auto kChooseButton = "chooseAnotherButton";
constexpr auto kTrimButton = "trimButton";
constexpr auto kRepairButton = "repairButton";
constexpr auto kEditButton = "editFindingButton";

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
Media::Remedy remedyHere(const std::vector<Media::Finding> &findings, const Media::Finding &finding)
{
	const auto last = std::ranges::find_last_if(findings, [&](const Media::Finding &other) {
		return other.matters() && other.remedy == finding.remedy;
	});
	return !last.empty() && &last.front() == &finding ? finding.remedy : Media::Remedy::None;
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

void CheckList::showFindings(const std::vector<Media::Finding> &findings, bool isUnfolded)
{
	size_t shown = 0;
	for (const Media::Finding &finding : findings) {
		if (finding.matters())
			showLine(shown++, finding, remedyHere(findings, finding));
	}
	for (const Media::Finding &finding : findings) {
		if (isUnfolded && !finding.matters())
			showLine(shown++, finding, Media::Remedy::None);
	}
	for (size_t place = shown; place < lines_.size(); ++place)
		lines_[place]->clear();
	showIf(*this, shown > 0);
}

void CheckList::showLine(size_t place, const Media::Finding &finding, Media::Remedy remedy)
{
	if (place == lines_.size()) {
		auto *notice = new Notice(texts_, this);
		notice->addButton("Check.Trim", kTrimButton, [this] { emit trimWanted(); });
		notice->addButton("Check.Repair", kRepairButton, [this] { emit repairWanted(); });
		notice->addButton("Check.Edit", kEditButton, [this] { emit editWanted(); });
		notice->addButton("Clip.Choose", kChooseButton, [this] { emit chooseWanted(); });
		column_->addWidget(notice);
		lines_.push_back(notice);
	}
	Notice *line = lines_[place];
	line->offerButton(kTrimButton, remedy == Media::Remedy::Trim);
	line->offerButton(kRepairButton, remedy == Media::Remedy::Repair);
	line->offerButton(kEditButton, remedy == Media::Remedy::Edit);
	line->offerButton(kChooseButton, remedy == Media::Remedy::ChooseAnother);
	line->say(moodOf(finding.severity), texts_.finding(finding));
	if (remedy == Media::Remedy::Trim)
		line->nameButton(kTrimButton, texts_.remedy(finding));
}

} // namespace DirectPost::Ui
