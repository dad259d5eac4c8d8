#pragma once

#include <QLayout>
#include <QRect>

#include <memory>
#include <vector>

namespace DirectPost::Ui {

// Side by side as long as there is room, then on the next line: a dock may be 280 px wide and a translation long.
class FlowLayout : public QLayout {
	Q_OBJECT

public:
	explicit FlowLayout(QWidget *parent = nullptr);
	~FlowLayout() override;

	void insertWidget(int index, QWidget *widget);
	void addItem(QLayoutItem *item) override;
	int count() const override;
	QLayoutItem *itemAt(int index) const override;
	QLayoutItem *takeAt(int index) override;

	Qt::Orientations expandingDirections() const override;
	bool hasHeightForWidth() const override;
	int heightForWidth(int width) const override;
	QSize sizeHint() const override;
	QSize minimumSize() const override;
	void setGeometry(const QRect &rect) override;

private:
	enum class Act { Measure = 1, Place };
	struct Placed {
		QLayoutItem *item;
		QRect at;
	};
	int flow(const QRect &rect, Act act) const; // the height it takes
	void place(const std::vector<Placed> &line, int lineHeight, const QRect &rect) const;

	std::vector<std::unique_ptr<QLayoutItem>> items_;
};

} // namespace DirectPost::Ui
