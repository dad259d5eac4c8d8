#pragma once

#include "Notice.hpp"
#include "Portions.hpp"

#include <media/Checks.hpp>

#include <QWidget>

class QVBoxLayout;

namespace DirectPost::Ui {

// What TikTok would say about the clip, one line each.
class CheckList : public QWidget {
	Q_OBJECT

public:
	CheckList(const Texts &texts, QWidget *parent);

	void showFindings(const std::vector<Media::Finding> &findings);

private:
	void addLine();
	bool showLine(size_t line);

	Texts texts_;
	QVBoxLayout *lines_;
	std::vector<Notice *> notices_;
	std::vector<Media::Finding> findings_;
	Portions portions_;
};

} // namespace DirectPost::Ui
