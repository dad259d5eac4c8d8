#pragma once

#include "AudienceBox.hpp"

#include <QWidget>

class QCheckBox;

namespace DirectPost::Ui {

class DisclosureBox;

// What a post is published under: audience, interactions, commercial content, AI; and how they depend on each other.
class TermsBox : public QWidget {
	Q_OBJECT

public:
	TermsBox(const Texts &texts, AudienceBox::Kind kind, QWidget *parent);

	void setCreator(const TikTok::CreatorInfo *creator); // nullptr: not known (yet)
	void clear();
	bool isTouched() const;

	// The locale key of what is still missing; nullptr: nothing.
	const char *reason() const;
	std::optional<TikTok::PrivacyLevel> privacy() const;
	TikTok::Interactions interactions() const;
	TikTok::CommercialContent commercial() const;
	bool isAiGenerated() const;

signals:
	void changed();

private:
	void refresh();

	AudienceBox *audience_;
	DisclosureBox *disclosure_;
	QCheckBox *aiGenerated_;
};

} // namespace DirectPost::Ui
