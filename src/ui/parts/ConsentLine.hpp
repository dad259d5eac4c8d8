#pragma once

#include <ui/Texts.hpp>

#include <tiktok/Types.hpp>

#include <QLabel>

#include <functional>

namespace DirectPost::Ui {

// The declaration TikTok wants right before the button (content sharing guidelines, point 4), word for word.
class ConsentLine : public QLabel {
	Q_OBJECT

public:
	ConsentLine(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent);

	void showFor(const TikTok::CommercialContent &commercial);

private:
	Texts texts_;
};

} // namespace DirectPost::Ui
