#pragma once

#include <ui/Texts.hpp>

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;

namespace DirectPost::Ui {

QString privacyName(const Texts &texts, TikTok::PrivacyLevel level);

// Who may see the post and what they may do. Nothing is ever chosen in advance (content sharing guidelines, point 2):
// the lists follow fresh creator info, the choices are the user's alone.
class AudienceBox : public QWidget {
	Q_OBJECT

public:
	enum class Kind { Video = 1, Photos }; // photos know comments only
	AudienceBox(const Texts &texts, Kind kind, QWidget *parent);

	// Choices that are still offered stay; the others are taken back, never replaced. nullptr: not known (yet), all
	// greyed.
	void setCreator(const TikTok::CreatorInfo *creator);
	void setBranded(bool isBranded); // branded content cannot be private
	void clear();

	std::optional<TikTok::PrivacyLevel> privacy() const;
	TikTok::Interactions interactions() const;

signals:
	void changed();

private:
	QCheckBox *addInteraction(const char *textKey, const char *objectName);
	void offer(const std::vector<TikTok::PrivacyLevel> &levels);
	void applyBranded();
	void setInteraction(QCheckBox *box, bool isDisabledByCreator);

	Texts texts_;
	QComboBox *privacy_;
	QCheckBox *comments_ = nullptr;
	QCheckBox *duet_ = nullptr;
	QCheckBox *stitch_ = nullptr;
	bool isBranded_ = false;
};

} // namespace DirectPost::Ui
