#include "parts/Page.hpp"

#include <gtest/gtest.h>

#include <QAccessible>
#include <QLabel>
#include <QTest>
#include <QVBoxLayout>

namespace DirectPost::Ui {

namespace {

QVBoxLayout *columnOf(QWidget &owner)
{
	auto *page = new Page(&owner);
	(new QVBoxLayout(&owner))->addWidget(page);
	return page->column();
}

} // namespace

TEST(Page, AnswersAScreenReaderThatAsksForAScrollBarThatIsGone)
{
	const ReadablePages readable;
	QWidget owner;
	auto *tall = new QLabel(&owner);
	tall->setMinimumHeight(1000);
	columnOf(owner)->addWidget(tall);
	owner.resize(300, 200);
	owner.show();
	ASSERT_TRUE(QTest::qWaitForWindowExposed(&owner));
	QAccessibleInterface *page = QAccessible::queryAccessibleInterface(owner.findChild<Page *>());
	const int count = page->childCount();
	EXPECT_NE(page->child(count - 1), nullptr);

	tall->setMinimumHeight(10);
	QTest::qWait(10);
	EXPECT_LE(page->childCount(), count);
	page->child(count - 1); // there or not
	EXPECT_EQ(page->child(count), nullptr);
	EXPECT_EQ(page->child(100), nullptr);
}

TEST(Page, IsReadToItsLastWord)
{
	const ReadablePages readable;
	QWidget owner;
	columnOf(owner)->addWidget(new QLabel(QStringLiteral("the last word"), &owner));
	owner.show();
	ASSERT_TRUE(QTest::qWaitForWindowExposed(&owner));

	const auto reads = [](const auto &self, QAccessibleInterface *at) -> bool {
		if (!at)
			return false;
		if (at->text(QAccessible::Name) == QStringLiteral("the last word"))
			return true;
		for (int i = 0; i < at->childCount(); i++) {
			if (self(self, at->child(i)))
				return true;
		}
		return false;
	};
	EXPECT_TRUE(reads(reads, QAccessible::queryAccessibleInterface(&owner)));
}

} // namespace DirectPost::Ui
