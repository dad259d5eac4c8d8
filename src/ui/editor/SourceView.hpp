#pragma once

#include "PictureView.hpp"

#include <media/EditPlan.hpp>
#include <media/MediaFacts.hpp>

#include <vector>

namespace DirectPost::Ui {

// The recorded picture with the windows that are taken of it. They are dragged, made larger and smaller at their lower
// right corner, and moved by Ctrl and the arrow keys; Ctrl with + and - changes their size.
class SourceView : public PictureView {
	Q_OBJECT

public:
	struct Part {
		QString name; // shown in it; empty where there is only one
		Media::Window window;
		double aspect = 1; // width over height, kept
	};

	explicit SourceView(QWidget *parent);

	void showParts(Media::Size picture, std::vector<Part> parts);

signals:
	void grabbed(); // a change begins
	void moved(int part, const Media::Window &window);

protected:
	void mousePressEvent(QMouseEvent *event) override;
	void mouseMoveEvent(QMouseEvent *event) override;
	void mouseReleaseEvent(QMouseEvent *event) override;
	void keyPressEvent(QKeyEvent *event) override;
	void paintOver(QPainter &painter) override;
	QSizeF shape() const override;

private:
	enum class Hold { None = 1, Whole, Corner };

	QRectF areaOf(const Part &part) const;
	double scale() const; // screen per picture
	void move(int place, Media::Window window);
	void resizeTo(int place, int width_px);

	Media::Size picture_;
	std::vector<Part> parts_;
	Hold hold_ = Hold::None;
	int held_ = 0; // which part; the keyboard's as well
	QPointF from_;
	Media::Window before_;
};

} // namespace DirectPost::Ui
