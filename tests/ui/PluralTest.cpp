#include "Plural.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Ui {
namespace {

// For each number the form it takes, counted from 0.
struct Boundary {
	qint64 number;
	int form;
};

void expectForms(QLocale::Language language, int forms, std::initializer_list<Boundary> boundaries)
{
	EXPECT_EQ(pluralForms(language), forms);
	for (const auto &[number, form] : boundaries)
		EXPECT_EQ(pluralForm(language, number), form) << number;
}

TEST(Plural, OfEnglishHasItsSingularForOneAlone)
{
	expectForms(QLocale::English, 2, {{0, 1}, {1, 0}, {2, 1}, {11, 1}, {21, 1}, {101, 1}});
}

TEST(Plural, OfGermanHasItsSingularForOneAlone)
{
	expectForms(QLocale::German, 2, {{0, 1}, {1, 0}, {2, 1}, {21, 1}});
}

TEST(Plural, OfSpanishHasItsSingularForOneAlone)
{
	expectForms(QLocale::Spanish, 2, {{0, 1}, {1, 0}, {2, 1}, {21, 1}});
}

TEST(Plural, OfItalianHasItsSingularForOneAlone)
{
	expectForms(QLocale::Italian, 2, {{0, 1}, {1, 0}, {2, 1}, {21, 1}});
}

TEST(Plural, OfFrenchCountsNoneLikeOne)
{
	expectForms(QLocale::French, 2, {{0, 0}, {1, 0}, {2, 1}, {21, 1}});
}

TEST(Plural, OfBrazilianPortugueseCountsNoneLikeOne)
{
	expectForms(QLocale::Portuguese, 2, {{0, 0}, {1, 0}, {2, 1}, {21, 1}});
}

TEST(Plural, OfRussianGoesByTheLastDigitUnlessItIsATeen)
{
	expectForms(QLocale::Russian, 3,
		    {{0, 2},   {1, 0},   {2, 1},   {4, 1},   {5, 2},   {10, 2},  {11, 2},  {12, 2},
		     {14, 2},  {15, 2},  {20, 2},  {21, 0},  {22, 1},  {25, 2},  {101, 0}, {102, 1},
		     {111, 2}, {112, 2}, {121, 0}, {124, 1}, {200, 2}, {1011, 2}});
}

TEST(Plural, OfJapaneseIsNoOther)
{
	expectForms(QLocale::Japanese, 1, {{0, 0}, {1, 0}, {2, 0}});
}

TEST(Plural, OfKoreanIsNoOther)
{
	expectForms(QLocale::Korean, 1, {{0, 0}, {1, 0}, {2, 0}});
}

TEST(Plural, OfChineseIsNoOther)
{
	expectForms(QLocale::Chinese, 1, {{0, 0}, {1, 0}, {2, 0}});
}

TEST(Plural, OfALanguageWithoutTextsIsEnglish)
{
	expectForms(QLocale::Polish, 2, {{1, 0}, {2, 1}, {5, 1}});
}

} // namespace
} // namespace DirectPost::Ui
