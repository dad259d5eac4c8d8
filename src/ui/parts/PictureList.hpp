#pragma once

#include <compose/State.hpp>
#include <ui/Texts.hpp>

#include <QWidget>

#include <map>
#include <vector>

class QPushButton;
class QVBoxLayout;

namespace DirectPost::Ui {

class Notice;

// Pictures of this computer that are put on the web: a line each, and the button for more.
class PictureList : public QWidget {
	Q_OBJECT

public:
	PictureList(const Texts &texts, QWidget *parent);

	void showPictures(const std::vector<Compose::Picture> &pictures);
	void offerSetUp(bool isOffered); // of where they are put
	int count() const { return static_cast<int>(rows_.size()); }

signals:
	void chooseWanted();
	void hostingWanted();
	void retryWanted(quint64 picture);
	void removeWanted(quint64 picture);

private:
	Notice &rowOf(const Compose::Picture &picture);
	QPushButton *makeButton(const char *textKey, const char *objectName);
	void showPicture(Notice &row, const Compose::Picture &picture);

	Texts texts_;
	QVBoxLayout *column_;
	QPushButton *setUp_;
	std::map<uint64_t, Notice *> rows_; // by the picture's number, which grows with its place
};

} // namespace DirectPost::Ui
