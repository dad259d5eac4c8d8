#include "Program.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Compose {
namespace {

using Account::ConnectionState;
using TikTok::PrivacyLevel;

class AccountOfComposer : public testing::Test {
protected:
	Draft draftOf(ClipId id) { return program.clip(id).draft; }

	Program program;
};

TEST_F(AccountOfComposer, TakesBackChoicesMadeForAnotherOneAndKeepsTheCaption)
{
	const ClipId id = program.readyByHand("a.mkv");
	program.connectAndAsk(kNia);
	Draft draft = finishedDraft("words");
	draft.isDisclosureOn = true;
	draft.info.commercial.isYourBrand = true;
	program.composer().setDraft(id, draft);
	program.composer().setPhotoDraft(finishedPhotos("title"));
	program.composer().accountChanged(disconnected());
	EXPECT_EQ(draftOf(id), draft) << "the same account may come back";
	program.connect(kNia);
	EXPECT_EQ(draftOf(id), draft);

	program.connect(kBen);
	Draft words;
	words.info.caption = "words";
	EXPECT_EQ(draftOf(id), words);
	PhotoDraft photos = finishedPhotos("title");
	photos.info = withoutChoices(photos.info);
	EXPECT_EQ(program.state().photos.draft, photos);
	program.answerCreator();
	EXPECT_EQ(draftOf(id), words) << "nothing is chosen in their place";
}

TEST_F(AccountOfComposer, TakesBackChoicesThatAreEditedBeforeAnybodyIsConnected)
{
	const ClipId id = program.readyByHand("a.mkv");
	program.connectAndAsk(kNia);
	program.composer().setDraft(id, finishedDraft("words"));
	program.composer().setPhotoDraft(finishedPhotos("title"));
	program.restart();
	program.composer().setDraft(id, finishedDraft("more words")); // the account is still being unsealed
	program.composer().setPhotoDraft(finishedPhotos("other title"));
	program.connect(kBen);
	EXPECT_EQ(draftOf(id).info.caption, "more words");
	EXPECT_FALSE(hasChoices(draftOf(id).info));
	EXPECT_EQ(program.state().photos.draft.title, "other title");
	EXPECT_FALSE(hasChoices(program.state().photos.draft.info));
}

TEST_F(AccountOfComposer, TakesBackThatSomethingIsToBeDisclosed)
{
	const ClipId id = program.readyByHand("a.mkv");
	program.connectAndAsk(kNia);
	Draft draft;
	draft.isDisclosureOn = true; // what kind it is was not said yet
	program.composer().setDraft(id, draft);
	program.connect(kBen);
	EXPECT_EQ(draftOf(id), Draft());
}

TEST_F(AccountOfComposer, TakesBackWhatItsCreatorDoesNotOfferAnyMore)
{
	const ClipId id = program.readyByHand("a.mkv");
	const ClipId other = program.readyByHand("b.mkv");
	program.connectAndAsk();
	program.composer().setDraft(id, finishedDraft("words"));
	Draft alone = finishedDraft("alone");
	alone.info.privacyLevel = PrivacyLevel::SelfOnly;
	program.composer().setDraft(other, alone);
	TikTok::CreatorInfo less = creator();
	less.privacyLevels = {PrivacyLevel::PublicToEveryone, PrivacyLevel::SelfOnly};
	program.composer().askCreator();
	program.answerCreator(less);
	EXPECT_EQ(draftOf(other), alone);
	Draft words = finishedDraft("words");
	words.info.privacyLevel.reset();
	EXPECT_EQ(draftOf(id), words);
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::NoPrivacy);
	EXPECT_EQ(program.clip(id).offer.privacyLevels, less.privacyLevels);
}

TEST_F(AccountOfComposer, KeepsNothingOfTheCreatorBeforeIt)
{
	program.readyByHand("a.mkv");
	program.connectAndAsk(kNia);
	EXPECT_EQ(program.state().creator.stage, CreatorStage::Known);
	program.composer().accountChanged(disconnected());
	EXPECT_FALSE(program.state().creator.info);
	EXPECT_EQ(program.state().shownClip()->obstacle, Obstacle::NotConnected);
	program.connect(kBen);
	EXPECT_FALSE(program.state().creator.info);
	EXPECT_EQ(program.state().creator.stage, CreatorStage::Asking) << "a clip is in the form";
}

TEST_F(AccountOfComposer, IsAskedForItsNameWhenItHasNone)
{
	AccountState nameless = connectedAs(kNia);
	nameless.identity.username.clear();
	program.composer().accountChanged(nameless);
	EXPECT_EQ(program.services().creatorRequests, 1);
	program.answerCreator();
	program.connect();
	EXPECT_EQ(program.services().creatorRequests, 1);
}

TEST_F(AccountOfComposer, IsNotAskedWhileNobodyIsConnected)
{
	program.composer().accountChanged(disconnected());
	program.composer().askCreator();
	program.readyByHand("a.mkv");
	EXPECT_EQ(program.services().creatorRequests, 0);
}

TEST_F(AccountOfComposer, GivesTheCreatorsAnswerToNobodyElse)
{
	program.connect(kNia);
	program.composer().askCreator();
	program.composer().accountChanged(disconnected());
	program.answerCreator(); // late
	EXPECT_FALSE(program.state().creator.info);
	EXPECT_EQ(program.state().creator.stage, CreatorStage::Unasked);
}

TEST_F(AccountOfComposer, AsksAgainWhenItComesBackAfterARefusalThatCameMeanwhile)
{
	program.readyByHand("a.mkv");
	program.connect(kNia);
	AccountState expired = connectedAs(kNia);
	expired.connection = ConnectionState::Expired;
	program.composer().accountChanged(expired);
	program.composer().creatorInfoFailed(errorOf(ErrorKind::Account, "login_expired"));
	program.connect(kNia);
	EXPECT_EQ(program.state().creator.stage, CreatorStage::Asking);
}

TEST_F(AccountOfComposer, SaysWhyTikTokDidNotAnswerAndAsksAgain)
{
	program.connect();
	program.composer().askCreator();
	const Error error = errorOf(ErrorKind::Server, "tiktok_down");
	program.composer().creatorInfoFailed(error);
	EXPECT_EQ(program.state().creator.stage, CreatorStage::Failed);
	EXPECT_EQ(program.state().creator.error, error);
	program.composer().askCreator();
	EXPECT_EQ(program.state().creator.stage, CreatorStage::Asking);
	EXPECT_FALSE(program.state().creator.error);
}

TEST_F(AccountOfComposer, KeepsTheErrorOfALoginUntilTheNextOneBegins)
{
	const Error error = errorOf(ErrorKind::SignIn, "login_declined");
	program.composer().accountChanged(disconnected());
	program.composer().accountFailed(error);
	program.composer().accountChanged(disconnected());
	EXPECT_EQ(program.state().account.error, error);
	AccountState waiting;
	waiting.connection = ConnectionState::WaitingForBrowser;
	program.composer().accountChanged(waiting);
	EXPECT_FALSE(program.state().account.error);
}

TEST_F(AccountOfComposer, SaysWhatIsWrongWithAPastedAddressUntilTheNextOneOrUntilTheLoginIsOver)
{
	AccountState waiting;
	waiting.connection = ConnectionState::WaitingForBrowser;
	program.composer().accountChanged(waiting);
	const Error error = errorOf(ErrorKind::SignIn, "login_address_of_another");
	program.composer().loginAddressRefused(error);
	waiting.isLoginTakingLong = true;
	program.composer().accountChanged(waiting);
	EXPECT_EQ(program.state().account.addressError, error);
	EXPECT_TRUE(program.state().account.isLoginTakingLong);
	program.composer().finishLogin(QStringLiteral("address"));
	EXPECT_FALSE(program.state().account.addressError);
	EXPECT_EQ(program.services().calls.back(), "finish-login");

	program.composer().loginAddressRefused(error);
	program.connect();
	EXPECT_FALSE(program.state().account.addressError);
}

TEST_F(AccountOfComposer, KeepsAProblemUntilItIsSeen)
{
	const Error error = errorOf(ErrorKind::Damaged, "account_file_damaged");
	program.composer().accountHasProblem(error);
	program.connect();
	EXPECT_EQ(program.state().account.problem, error);
	program.composer().dismissProblem();
	EXPECT_FALSE(program.state().account.problem);
}

TEST_F(AccountOfComposer, AsksTikTokAnewWhenAnotherOneOfSeveralBecomesCurrentAndTakesNothingOver)
{
	AccountState nia = connectedAs(kNia);
	AccountState ben = connectedAs(kBen);
	nia.accounts = ben.accounts = {nia.identity, ben.identity};
	const ClipId id = program.readyByHand("a.mkv");
	program.composer().accountChanged(nia);
	program.answerCreator();
	program.composer().setDraft(id, finishedDraft("words"));
	EXPECT_TRUE(program.state().account.areSeveral());
	const int asked = program.services().creatorRequests;

	program.composer().accountChanged(ben);
	EXPECT_EQ(program.services().creatorRequests, asked + 1);
	EXPECT_EQ(program.state().shownClip()->obstacle, Obstacle::AskingTikTok);
	program.answerCreator();
	EXPECT_EQ(draftOf(id).info.caption, "words");
	EXPECT_FALSE(draftOf(id).info.privacyLevel);
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::NoPrivacy);

	program.composer().setDraft(id, finishedDraft("words"));
	program.composer().post(id);
	EXPECT_EQ(program.services().posts.back().what.accountOpenId, kBen);
}

TEST_F(AccountOfComposer, CountsOnlyItsOwnPendingDrafts)
{
	AccountState nia = connectedAs(kNia);
	program.composer().accountChanged(nia);
	Publish::QueueSnapshot queue;
	queue.pendingDrafts = {{kNia, Publish::kMostPendingDrafts}, {kBen, 1}};
	program.composer().queueChanged(queue);
	EXPECT_EQ(program.state().pendingDrafts, Publish::kMostPendingDrafts);
	program.connect(kBen);
	EXPECT_EQ(program.state().pendingDrafts, 1);
}

TEST_F(AccountOfComposer, MayBeChangedWhileNoLoginIsUnderWay)
{
	using enum Account::ConnectionState;
	for (const auto state : {Loading, Unavailable, NoCredentials, WaitingForBrowser, Exchanging}) {
		const AccountState account{.connection = state};
		EXPECT_FALSE(account.mayChange());
	}
	for (const auto state : {Connected, Expired, Disconnected}) {
		const AccountState account{.connection = state};
		EXPECT_TRUE(account.mayChange());
	}
}

TEST_F(AccountOfComposer, HandsEachCommandOn)
{
	Composer &composer = program.composer();
	composer.connectAccount();
	composer.cancelLogin();
	composer.finishLogin(QStringLiteral("address"));
	composer.switchAccount(QStringLiteral("open-tom"));
	composer.disconnectAccount(QStringLiteral("open-nia"));
	composer.loadAccount();
	composer.startAccountAnew();
	composer.setCredentials(QStringLiteral("key"), Secret("secret"));
	EXPECT_EQ(program.services().calls,
		  (std::vector<std::string>{"connect", "cancel-login", "finish-login", "switch open-tom",
					    "disconnect open-nia", "load", "start-anew", "credentials"}));
}

} // namespace
} // namespace DirectPost::Compose
