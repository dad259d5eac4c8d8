#pragma once

#include <ui/Texts.hpp>

#include <compose/Rules.hpp>

#include <QWidget>

#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;

namespace DirectPost::Ui {

QString privacyName(const Texts &texts, TikTok::PrivacyLevel level);

// Who may see the post and what they may do with it. Nothing is ever chosen in advance (content sharing guidelines,
// point 2).
class AudienceBox : public QWidget {
	Q_OBJECT

public:
	AudienceBox(const Texts &texts, Compose::PostKind kind, QWidget *parent);

	void showInfo(const TikTok::PostInfo &info, const Compose::Offer &offer);

signals:
	void privacyChosen(DirectPost::TikTok::PrivacyLevel level);
	void interactionsChosen(const DirectPost::TikTok::Interactions &interactions);

private:
	QCheckBox *addInteraction(const char *textKey, const char *objectName);
	void showPrivacy(std::optional<TikTok::PrivacyLevel> chosen, const Compose::Offer &offer);
	void listLevels(const std::vector<TikTok::PrivacyLevel> &levels);
	void showWhetherPrivate(bool mayBePrivate);
	void showInteraction(QCheckBox *box, bool isAllowed, bool mayBeAllowed, bool isKnown);
	TikTok::Interactions interactions() const;

	Texts texts_;
	QComboBox *privacy_;
	std::vector<TikTok::PrivacyLevel> listed_; // in the combo box
	QCheckBox *comments_ = nullptr;
	QCheckBox *duet_ = nullptr; // duet and stitch: of videos only
	QCheckBox *stitch_ = nullptr;
};

} // namespace DirectPost::Ui
