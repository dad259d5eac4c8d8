#include <base/Error.hpp>

#include <algorithm>
#include <array>

namespace DirectPost {

namespace {

using enum ErrorKind;
constexpr auto kUnsent = RequestFate::Unsent;
constexpr auto kUnclear = RequestFate::Unclear;

constexpr auto kKinds = std::to_array<KindMeaning>({
	{.kind = Offline,
	 .name = "offline",
	 .isRetried = true,
	 .isOfLine = true,
	 .mayRetryHelp = true,
	 .request = kUnsent},
	{.kind = Unsent,
	 .name = "unsent",
	 .isRetried = true,
	 .isOfLine = true,
	 .mayRetryHelp = true,
	 .request = kUnsent},
	{.kind = Insecure,
	 .name = "insecure",
	 .isRetried = true,
	 .isOfLine = true,
	 .mayRetryHelp = true,
	 .request = kUnsent},
	{.kind = Intercepted,
	 .name = "intercepted",
	 .isRetried = true,
	 .isOfLine = true,
	 .mayRetryHelp = true,
	 .request = kUnclear},
	{.kind = Lost, .name = "lost", .isRetried = true, .mayRetryHelp = true, .request = kUnclear},
	{.kind = Server,
	 .name = "server",
	 .isRetried = true,
	 .isOfLine = true,
	 .mayRetryHelp = true,
	 .request = kUnclear},
	{.kind = NotUnderstood,
	 .name = "not_understood",
	 .isRetried = true,
	 .mayRetryHelp = true,
	 .isForReport = true,
	 .request = kUnclear},
	{.kind = ReplyTooBig, .name = "reply_too_big", .isRetried = true, .mayRetryHelp = true, .request = kUnclear},
	{.kind = RateLimit, .name = "rate_limit", .isRetried = true, .mayRetryHelp = true},
	{.kind = StillProcessing, .name = "still_processing", .isRetried = true},
	{.kind = AccessToken, .name = "access_token", .waitsForAccount = true, .mayRetryHelp = true},
	{.kind = Account, .name = "account", .waitsForAccount = true, .mayRetryHelp = true},
	{.kind = SignIn, .name = "sign_in", .mayRetryHelp = true},
	{.kind = UrlDead, .name = "url_dead", .isRetried = true, .mayRetryHelp = true},
	{.kind = PlanRefused, .name = "plan_refused", .isRetried = true, .isForReport = true},
	{.kind = UnknownPost, .name = "unknown_post", .isRetried = true}, // TikTok is asked again
	{.kind = OutcomeUnknown, .name = "outcome_unknown"},
	{.kind = ClipFile, .name = "clip_file", .mayRetryHelp = true},
	{.kind = ClipBusy, .name = "clip_busy", .isRetried = true, .mayRetryHelp = true},
	{.kind = ClipGone, .name = "clip_gone", .mayRetryHelp = true},
	{.kind = ClipUnfit, .name = "clip_unfit"},
	{.kind = PictureSize, .name = "picture_size"},
	{.kind = SlowLine, .name = "slow_line", .mayRetryHelp = true},
	{.kind = PhotoUrl, .name = "photo_url", .mayRetryHelp = true},
	{.kind = PhotoHost, .name = "photo_host", .isRetried = true, .mayRetryHelp = true},
	{.kind = Post, .name = "post"},
	{.kind = AppSettings, .name = "app_settings", .mayRetryHelp = true},
	{.kind = CreatorAccount, .name = "creator_account", .mayRetryHelp = true},
	{.kind = Repeat, .name = "repeat"},
	{.kind = Disk, .name = "disk", .isRetried = true, .mayRetryHelp = true},
	{.kind = Damaged, .name = "damaged"},
	{.kind = Keychain, .name = "keychain", .mayRetryHelp = true},
	{.kind = KeyLost, .name = "key_lost", .mayRetryHelp = true},
	{.kind = Cancelled, .name = "cancelled", .mayRetryHelp = true},
	{.kind = Internal, .name = "internal", .mayRetryHelp = true, .isForReport = true},
	{.kind = Refused, .name = "refused", .mayRetryHelp = true, .isForReport = true},
});

constexpr size_t placeOf(ErrorKind kind)
{
	return static_cast<size_t>(kind) - 1;
}

constexpr bool isInOrder()
{
	for (size_t place = 0; place < kKinds.size(); ++place) {
		if (placeOf(kKinds[place].kind) != place)
			return false;
	}
	return kKinds.size() == placeOf(Refused) + 1;
}
static_assert(isInOrder(), "every kind has its row, in the order of the enumeration");

} // namespace

std::span<const KindMeaning> errorKinds()
{
	return kKinds;
}

const KindMeaning &meaningOf(ErrorKind kind)
{
	return kKinds[placeOf(kind)];
}

std::optional<ErrorKind> errorKindFrom(std::string_view name)
{
	const auto row = std::ranges::find(kKinds, name, &KindMeaning::name);
	return row == kKinds.end() ? std::nullopt : std::optional(row->kind);
}

} // namespace DirectPost
