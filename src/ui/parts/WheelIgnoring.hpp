#pragma once

#include <QWheelEvent>

namespace DirectPost::Ui {

// A combo or spin box that leaves the wheel to the page: scrolling must not change who may see the post.
template <class Widget> class WheelIgnoring : public Widget {
public:
	using Widget::Widget;

protected:
	void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

} // namespace DirectPost::Ui
