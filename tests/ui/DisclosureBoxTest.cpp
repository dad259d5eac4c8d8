#include "DisclosureBox.hpp"
#include "Find.hpp"
#include "Locale.hpp"

#include <QCheckBox>
#include <QLabel>

namespace DirectPost::Ui {

namespace {

struct Disclosure {
	DisclosureBox box{englishTexts(), nullptr};
	QCheckBox &toggle = find<QCheckBox>(box, "disclosureToggle");
	QCheckBox &yourBrand = find<QCheckBox>(box, "yourBrand");
	QCheckBox &branded = find<QCheckBox>(box, "brandedContent");
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
	EXPECT_FALSE(disclosure.box.isUnfinished());
}

TEST(DisclosureBox, UnfoldsWithNothingTicked)
{
	Disclosure disclosure;
	disclosure.toggle.setChecked(true);
	EXPECT_TRUE(isShown(disclosure.box, "yourBrand"));
	EXPECT_TRUE(isShown(disclosure.box, "brandedContent"));
	EXPECT_FALSE(disclosure.yourBrand.isChecked());
	EXPECT_FALSE(disclosure.branded.isChecked());
	EXPECT_TRUE(disclosure.box.isUnfinished());
	EXPECT_EQ(disclosure.label(), QString());
}

TEST(DisclosureBox, SaysHowTheContentWillBeLabelled)
{
	Disclosure disclosure;
	disclosure.toggle.setChecked(true);
	disclosure.yourBrand.setChecked(true);
	EXPECT_EQ(disclosure.label(), "Your photo/video will be labeled as 'Promotional content'");
	disclosure.branded.setChecked(true);
	EXPECT_EQ(disclosure.label(), "Your photo/video will be labeled as 'Paid partnership'");
	disclosure.yourBrand.setChecked(false);
	EXPECT_EQ(disclosure.label(), "Your photo/video will be labeled as 'Paid partnership'");
	EXPECT_FALSE(disclosure.box.isUnfinished());
}

TEST(DisclosureBox, WhatIsFoldedAwayIsNotSaid)
{
	Disclosure disclosure;
	disclosure.toggle.setChecked(true);
	disclosure.branded.setChecked(true);
	disclosure.toggle.setChecked(false);
	EXPECT_FALSE(disclosure.box.commercial().isBrandedContent);
	EXPECT_FALSE(disclosure.box.isUnfinished());
}

TEST(DisclosureBox, BrandedContentThatWasFoldedAwayDoesNotComeBackWithOnlyMe)
{
	Disclosure disclosure;
	disclosure.toggle.setChecked(true);
	disclosure.branded.setChecked(true);
	disclosure.toggle.setChecked(false);
	disclosure.box.setPrivate(true);
	disclosure.toggle.setChecked(true);
	EXPECT_FALSE(disclosure.box.commercial().isBrandedContent);
	EXPECT_TRUE(disclosure.box.isUnfinished());
}

TEST(DisclosureBox, OnlyMeRulesOutBrandedContentAndSaysSo)
{
	Disclosure disclosure;
	disclosure.toggle.setChecked(true);
	disclosure.box.setPrivate(true);
	EXPECT_FALSE(disclosure.branded.isEnabled());
	EXPECT_TRUE(isShown(disclosure.box, "disclosureNotPrivate"));
	EXPECT_EQ(disclosure.branded.toolTip(), "Branded content visibility cannot be set to private.");
	EXPECT_TRUE(disclosure.yourBrand.isEnabled());
	disclosure.box.setPrivate(false);
	EXPECT_TRUE(disclosure.branded.isEnabled());
	EXPECT_FALSE(isShown(disclosure.box, "disclosureNotPrivate"));
}

} // namespace DirectPost::Ui
