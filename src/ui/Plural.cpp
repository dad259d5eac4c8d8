#include "Plural.hpp"

#include <cstdlib>

namespace DirectPost::Ui {

namespace {

int never(qint64)
{
	return 0;
}

int oneIsSingular(qint64 number)
{
	return number == 1 ? 0 : 1;
}

int noneIsSingularToo(qint64 number)
{
	return number <= 1 ? 0 : 1;
}

int eastSlavic(qint64 number)
{
	const qint64 last = number % 10;
	const bool isTeen = number % 100 / 10 == 1;
	if (last == 1 && !isTeen)
		return 0;
	return last >= 2 && last <= 4 && !isTeen ? 1 : 2;
}

struct Rule {
	QLocale::Language language;
	int forms;
	int (*form)(qint64 number);
};

constexpr Rule kRules[] = {{QLocale::English, 2, oneIsSingular},
			   {QLocale::French, 2, noneIsSingularToo},
			   {QLocale::Portuguese, 2, noneIsSingularToo},
			   {QLocale::German, 2, oneIsSingular},
			   {QLocale::Italian, 2, oneIsSingular},
			   {QLocale::Spanish, 2, oneIsSingular},
			   {QLocale::Russian, 3, eastSlavic},
			   {QLocale::Chinese, 1, never},
			   {QLocale::Japanese, 1, never},
			   {QLocale::Korean, 1, never}};

const Rule &ruleOf(QLocale::Language language)
{
	for (const Rule &rule : kRules) {
		if (rule.language == language)
			return rule;
	}
	return kRules[0];
}

} // namespace

int pluralForms(QLocale::Language language)
{
	return ruleOf(language).forms;
}

int pluralForm(QLocale::Language language, qint64 number)
{
	return ruleOf(language).form(std::abs(number));
}

} // namespace DirectPost::Ui
