#pragma once

#include <QImage>
#include <QSize>
#include <QTimer>
#include <QWidget>

#include <map>
#include <vector>

namespace DirectPost::Ui {

// The clip from left to right: its pictures, how loud it is, what is kept of it between two handles, the moments that
// were marked while it was recorded, and where one is. The mouse drags handles and the place, and goes to a marked
// moment by its flag at the upper edge; Ctrl and the wheel look closer. Times are the source's.
class Timeline : public QWidget {
	Q_OBJECT

public:
	struct Marked {
		qint64 time_ms = 0;
		QString name; // for who points at it
	};

	explicit Timeline(QWidget *parent);

	void begin(qint64 duration_ms, double aspect); // of its pictures: width over height
	void showKept(qint64 start_ms, qint64 end_ms);
	void showMarked(std::vector<Marked> marked);
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
	void markedWanted(qint64 time_ms);
	void stripWanted(qint64 from_ms, qint64 to_ms, int count, QSize box_px);

protected:
	bool event(QEvent *event) override;
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
	const Marked *markedAt(QPointF place) const; // whose flag is there
	void look(qint64 from_ms, qint64 length_ms);
	void askForStrip();
	QSize picture_px() const;
	void paintStrip(QPainter &painter) const;
	void paintLoudness(QPainter &painter) const;
	void paintKept(QPainter &painter) const;
	void paintMarked(QPainter &painter) const;

	qint64 duration_ms_ = 1;
	double aspect_ = 1;
	qint64 from_ms_ = 0; // what is in sight
	qint64 length_ms_ = 1;
	qint64 start_ms_ = 0;
	qint64 end_ms_ = 1;
	qint64 place_ms_ = 0;
	std::vector<Marked> marked_;
	Hold hold_ = Hold::None;
	std::map<int, QImage> strip_;
	int stripCount_ = 0;
	std::vector<float> loudest_;
	QTimer stripTimer_; // until the size and the zoom rest
};

} // namespace DirectPost::Ui
