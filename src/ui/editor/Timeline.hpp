#pragma once

#include <QImage>
#include <QSize>
#include <QTimer>
#include <QWidget>

#include <map>
#include <vector>

namespace DirectPost::Ui {

// The clip from left to right: its pictures, how loud it is, what is kept of it between two handles, and where one is.
// The mouse drags handles and the place; Ctrl and the wheel look closer. Times are the source's.
class Timeline : public QWidget {
	Q_OBJECT

public:
	explicit Timeline(QWidget *parent);

	void begin(qint64 duration_ms, double aspect); // of its pictures: width over height
	void showMarks(qint64 start_ms, qint64 end_ms);
	void showPlace(qint64 time_ms); // scrolls to it
	void showStrip(int place, const QImage &picture);
	void showLoudest(const std::vector<float> &loudest);
	void zoom(double factor); // above 1: closer
	void zoomOut();           // to see all of it

	QSize sizeHint() const override;

signals:
	void grabbed(); // a handle
	void startMoved(qint64 time_ms);
	void endMoved(qint64 time_ms);
	void placeMoved(qint64 time_ms);
	void stripWanted(qint64 from_ms, qint64 to_ms, int count, QSize box_px);

protected:
	void paintEvent(QPaintEvent *event) override;
	void resizeEvent(QResizeEvent *event) override;
	void mousePressEvent(QMouseEvent *event) override;
	void mouseMoveEvent(QMouseEvent *event) override;
	void mouseReleaseEvent(QMouseEvent *event) override;
	void wheelEvent(QWheelEvent *event) override;

private:
	enum class Hold { None = 1, Start, End, Place };

	double xOf(qint64 time_ms) const;
	qint64 timeAt(double x) const;
	Hold holdAt(double x) const;
	void look(qint64 from_ms, qint64 length_ms);
	void askForStrip();
	QSize picture_px() const;
	void paintStrip(QPainter &painter) const;
	void paintLoudness(QPainter &painter) const;
	void paintMarks(QPainter &painter) const;

	qint64 duration_ms_ = 1;
	double aspect_ = 1;
	qint64 from_ms_ = 0; // what is in sight
	qint64 length_ms_ = 1;
	qint64 start_ms_ = 0;
	qint64 end_ms_ = 1;
	qint64 place_ms_ = 0;
	Hold hold_ = Hold::None;
	std::map<int, QImage> strip_;
	int stripCount_ = 0;
	std::vector<float> loudest_;
	QTimer stripTimer_; // until the size and the zoom rest
};

} // namespace DirectPost::Ui
