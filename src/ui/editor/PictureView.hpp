#pragma once

#include <QImage>
#include <QWidget>

namespace DirectPost::Ui {

// A picture, as large as there is room for.
class PictureView : public QWidget {
	Q_OBJECT

public:
	explicit PictureView(QWidget *parent);

	void showPicture(const QImage &picture);
	// Where TikTok's own buttons and words will lie; never part of the picture.
	void showPhoneButtons(bool isShown);

	QSize box_px() const; // in the screen's pixels
	QSize sizeHint() const override;

signals:
	void resized();

protected:
	void paintEvent(QPaintEvent *event) override;
	void resizeEvent(QResizeEvent *event) override;

	virtual QSizeF shape() const; // only the proportions count
	QRectF pictureArea() const;
	virtual void paintOver(QPainter &painter);

private:
	QImage picture_;
	bool arePhoneButtonsShown_ = false;
};

} // namespace DirectPost::Ui
