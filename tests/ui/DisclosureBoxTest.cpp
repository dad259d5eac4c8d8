#include "Find.hpp"
#include "Locale.hpp"
#include "parts/DisclosureBox.hpp"

#include <QCheckBox>
#include <QLabel>
#include <QSignalSpy>

namespace DirectPost::Ui {

namespace {

struct Disclosure {
	DisclosureBox box{englishTexts(), nullptr};
	QCheckBox &toggle = find<QCheckBox>(box, "disclosureToggle");
	QSignalSpy turned{&box, &DisclosureBox::turned};
	QSignalSpy chosen{&box, &DisclosureBox::commercialChosen};
	QCheckBox &yourBrand() const { return find<QCheckBox>(box, "yourBrand"); }
	QCheckBox &branded() const { return find<QCheckBox>(box, "brandedContent"); }
	QString label() const
	{
		return isShown(box, "disclosureLabel") ? find<QLabel>(box, "disclosureLabel").text() : QString();
	}
};

} // namespace

TEST(DisclosureBox, IsOffAndFoldedAtFirst)
{
	Disclosure disclosure;
	EXPECT_FALSE(disclosure.toggle.isChecked());
	EXPECT_FALSE(isShown(disclosure.box, "yourBrand"));
}

TEST(DisclosureBox, UnfoldsWithNothingTicked)
{
	Disclosure disclosure;
	disclosure.box.showInfo({}, true, true);
	EXPECT_TRUE(isShown(disclosure.box, "yourBrand"));
	EXPECT_TRUE(isShown(disclosure.box, "brandedContent"));
	EXPECT_FALSE(disclosure.yourBrand().isChecked());
	EXPECT_FALSE(disclosure.branded().isChecked());
	EXPECT_EQ(disclosure.label(), QString());
	EXPECT_EQ(disclosure.turned.count() + disclosure.chosen.count(), 0) << "nobody did anything";
}

TEST(DisclosureBox, SaysWhatTheUserChose)
{
	Disclosure disclosure;
	disclosure.toggle.click();
	ASSERT_EQ(disclosure.turned.count(), 1);
	EXPECT_TRUE(disclosure.turned[0][0].toBool());
	disclosure.box.showInfo({}, true, true);
	disclosure.yourBrand().click();
	ASSERT_EQ(disclosure.chosen.count(), 1);
	EXPECT_EQ(disclosure.chosen[0][0].value<TikTok::CommercialContent>(),
		  (TikTok::CommercialContent{.isYourBrand = true, .isBrandedContent = false}));
}

TEST(DisclosureBox, SaysHowTheContentWillBeLabelled)
{
	Disclosure disclosure;
	disclosure.box.showInfo({.isYourBrand = true, .isBrandedContent = false}, true, true);
	EXPECT_EQ(disclosure.label(), "Your photo/video will be labeled as 'Promotional content'");
	disclosure.box.showInfo({.isYourBrand = true, .isBrandedContent = true}, true, true);
	EXPECT_EQ(disclosure.label(), "Your photo/video will be labeled as 'Paid partnership'");
	disclosure.box.showInfo({.isYourBrand = false, .isBrandedContent = true}, true, true);
	EXPECT_EQ(disclosure.label(), "Your photo/video will be labeled as 'Paid partnership'");
}

TEST(DisclosureBox, OnlyMeRulesOutBrandedContentAndSaysSo)
{
	Disclosure disclosure;
	disclosure.box.showInfo({}, true, false);
	EXPECT_FALSE(disclosure.branded().isEnabled());
	EXPECT_TRUE(isShown(disclosure.box, "disclosureNotPrivate"));
	EXPECT_EQ(disclosure.branded().toolTip(), "Branded content visibility cannot be set to private.");
	EXPECT_TRUE(disclosure.yourBrand().isEnabled());
	disclosure.box.showInfo({}, true, true);
	EXPECT_TRUE(disclosure.branded().isEnabled());
	EXPECT_FALSE(isShown(disclosure.box, "disclosureNotPrivate"));
}

} // namespace DirectPost::Ui
