#pragma once

#include "CaptionEdit.hpp"
#include "Notice.hpp"

#include <ui/Texts.hpp>

#include <compose/Rules.hpp>

#include <QWidget>

class QCheckBox;

namespace DirectPost::Ui {

class AudienceBox;
class DisclosureBox;
class FoldButton;

// What is said about a post: caption, audience, commercial content, AI. The same for a clip, for photos and for what
// auto-publish says.
class PostForm : public QWidget {
	Q_OBJECT

public:
	PostForm(const Texts &texts, Compose::PostKind post, CaptionEdit::Kind caption, QWidget *parent);

	void showInfo(const TikTok::PostInfo &info, bool isDisclosureOn, const Compose::Offer &offer);
	const TikTok::PostInfo &info() const { return info_; } // as it is shown
	bool isDisclosureOn() const { return isDisclosureOn_; }
	// What can be put into the caption.
	void offerInsertions(const std::vector<Compose::WordValue> &words, const Compose::KeptCaptions &kept);
	// Of a word in braces in the caption, with them; none: nothing.
	void sayOfWord(Mood mood, const char *key, const std::optional<std::string> &word);
	void insertBelowCaption(QWidget *widget);

signals:
	void edited();                            // by the user
	void setsWanted(const QString &hashtags); // to be changed; these are in the caption

private:
	void makeFolded(); // when it is needed (see Notice)
	void showDisclosure();

	CaptionEdit *caption_;
	Notice *ofWord_;
	Notice *ofHashtags_;
	AudienceBox *audience_;
	FoldButton *fold_;
	QWidget *folded_;
	Texts texts_;
	DisclosureBox *disclosure_ = nullptr;
	QCheckBox *aiGenerated_ = nullptr;
	TikTok::PostInfo info_;
	bool isDisclosureOn_ = false;
	bool mayBeBranded_ = true;
	bool isUnfolded_ = false; // by the user
};

} // namespace DirectPost::Ui
