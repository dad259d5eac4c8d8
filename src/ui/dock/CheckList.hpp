#pragma once

#include "parts/Notice.hpp"

#include <media/Checks.hpp>

#include <QWidget>

class QVBoxLayout;

namespace DirectPost::Ui {

// What TikTok would say about the clip: what matters, a line each, with the remedy below; what is fine only when it is
// unfolded.
class CheckList : public QWidget {
	Q_OBJECT

public:
	CheckList(const Texts &texts, QWidget *parent);

	void showFindings(const std::vector<Media::Finding> &findings, bool isUnfolded);

signals:
	void chooseWanted(); // another file
	void trimWanted();   // to what may be posted
	void repairWanted();
	void editWanted();

private:
	void showLine(size_t place, const Media::Finding &finding, Media::Remedy remedy);

	Texts texts_;
	QVBoxLayout *column_;
	std::vector<Notice *> lines_; // made when they are needed
};

} // namespace DirectPost::Ui
