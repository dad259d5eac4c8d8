#pragma once

#include <ui/Texts.hpp>

#include <tiktok/Types.hpp>

#include <QWidget>

class QCheckBox;
class QLabel;

namespace DirectPost::Ui {

// Commercial content (content sharing guidelines, point 3): off by default; what kind it is, is asked once it is on.
class DisclosureBox : public QWidget {
	Q_OBJECT

public:
	DisclosureBox(const Texts &texts, QWidget *parent);

	void showInfo(const TikTok::CommercialContent &commercial, bool isOn, bool mayBeBranded);

signals:
	void turned(bool isOn);
	void commercialChosen(const DirectPost::TikTok::CommercialContent &commercial);

private:
	void makeChoices(); // when they are needed (see Notice)
	void showChoices(const TikTok::CommercialContent &commercial, bool mayBeBranded);
	void choose();

	Texts texts_;
	QCheckBox *toggle_;
	QWidget *choices_;
	QCheckBox *yourBrand_ = nullptr;
	QCheckBox *branded_ = nullptr;
	QLabel *label_ = nullptr;
	QLabel *notPrivate_ = nullptr;
};

} // namespace DirectPost::Ui
