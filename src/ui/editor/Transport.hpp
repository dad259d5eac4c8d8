#pragma once

#include <ui/Texts.hpp>

#include <QWidget>

#include <vector>

class QAbstractButton;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace DirectPost::Ui {

class MenuButton;
class TimeEdit;

// What moves through the clip and marks what is kept of it.
class Transport : public QWidget {
	Q_OBJECT

public:
	Transport(const Texts &texts, QWidget *parent);

	void showPlace(qint64 time_ms);
	void showKept(qint64 start_ms, qint64 end_ms);
	void showMarked(const std::vector<int64_t> &marked_ms); // while it was recorded
	void showPlaying(bool isPlaying);
	void showDuration(qint64 duration_ms); // hides "Last N s" where that is no less

signals:
	void toStartWanted();
	void toEndWanted();
	void stepWanted(int pictures);
	void playWanted(); // or to pause
	void markStartWanted();
	void markEndWanted();
	void startEntered(qint64 time_ms);
	void endEntered(qint64 time_ms);
	void markedWanted(qint64 time_ms);
	void lastWanted(qint64 last_ms);
	void zoomWanted(double factor); // 0: all of it

private:
	QToolButton *addTool(QHBoxLayout &row, const QString &sign, const char *nameKey, const char *objectName);
	void addMoves(QHBoxLayout &row);
	void addMarks(QHBoxLayout &row);
	void addMarked(QHBoxLayout &row);
	void addLasts(QHBoxLayout &row);
	void addZoom(QHBoxLayout &row);

	Texts texts_;
	QToolButton *play_ = nullptr;
	QLabel *place_ = nullptr;
	TimeEdit *start_ = nullptr;
	TimeEdit *end_ = nullptr;
	MenuButton *marked_ = nullptr;
	std::vector<std::pair<qint64, QAbstractButton *>> lasts_;
};

} // namespace DirectPost::Ui
