#pragma once

#include <ui/Texts.hpp>

#include <QWidget>

class QCheckBox;
class QLabel;

namespace DirectPost::Ui {

// Commercial content (content sharing guidelines, point 3): off by default, folded away until it is turned on.
class DisclosureBox : public QWidget {
	Q_OBJECT

public:
	DisclosureBox(const Texts &texts, QWidget *parent);

	void setPrivate(bool isPrivate); // "only me" is chosen: branded content is not possible
	void clear();

	TikTok::CommercialContent commercial() const;
	bool isOn() const;
	bool isUnfinished() const; // turned on, but neither box is ticked

signals:
	void changed();

private:
	void refresh();

	Texts texts_;
	QCheckBox *toggle_;
	QWidget *choices_;
	QCheckBox *yourBrand_;
	QCheckBox *branded_;
	QLabel *label_;
	QLabel *notPrivate_;
	bool isPrivate_ = false;
};

} // namespace DirectPost::Ui
