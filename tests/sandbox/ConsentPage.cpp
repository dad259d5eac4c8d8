#include "ConsentPage.hpp"

#include <algorithm>
#include <array>

namespace DirectPost::StandIn {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ink: #161823; --soft: #5b5d66; --paper: #fff; --line: #d8d8dc; --accent: #d3123f; }
@media (prefers-color-scheme: dark) { :root { --ink: #f2f2f4; --soft: #b4b5bb; --paper: #1b1b20; --line: #3c3c44; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: #f1f1f3; }
@media (prefers-color-scheme: dark) { body { background: #101014; } }
main { max-width: 27rem; margin: 6vh auto; padding: 2rem; background: var(--paper); border-radius: 12px;
       box-shadow: 0 2px 24px #0002; }
h1 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 1rem; }
p { margin: 0 0 1rem; color: var(--soft); }
fieldset { border: 0; padding: 0; margin: 0 0 1.25rem; }
legend { font-weight: 600; padding: 0; margin-bottom: .25rem; }
label { display: flex; gap: .75rem; align-items: center; padding: .6rem 0; border-bottom: 1px solid var(--line); cursor: pointer; }
label span { flex: 1; }
small { display: block; color: var(--soft); }
input { width: 1.25rem; height: 1.25rem; accent-color: var(--accent); flex: none; }
img { width: 2.5rem; height: 2.5rem; border-radius: 50%; }
button { font: inherit; font-weight: 600; width: 100%; padding: .7rem; margin-top: .6rem; border-radius: 6px; cursor: pointer;
         border: 1px solid var(--line); background: transparent; color: inherit; }
button.main { background: var(--accent); border-color: var(--accent); color: #fff; }
:focus-visible { outline: 3px solid #2f7cff; outline-offset: 2px; }
code { font-size: 1rem; color: var(--ink); }
.banner { background: #ffe9a8; color: #3b2f00; text-align: center; padding: .4rem; font-size: .9rem; }
)";

struct ScopeText {
	std::string_view scope;
	std::string_view text;
	bool isRequired; // TikTok does not let people switch it off
};

constexpr std::array kScopeTexts = {
	ScopeText{"user.info.basic", "Access your profile info (avatar, display name)", true},
	ScopeText{"user.info.profile", "Read your additional profile information (bio, link, username)", false},
	ScopeText{"user.info.stats", "Read your profile engagement statistics", false},
	ScopeText{"video.upload", "Share content to your account as a draft", false},
	ScopeText{"video.publish", "Post content to TikTok", false},
	ScopeText{"video.list", "Read your public videos on TikTok", false},
};

std::string page(std::string_view title, const std::string &content)
{
	return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
	       "content=\"width=device-width, initial-scale=1\"><title>" +
	       htmlEscaped(title) + "</title><style>" + std::string(kStyle) +
	       "</style></head><body><div class=\"banner\" role=\"note\">Sandbox: this is not TikTok</div><main>" +
	       content + "</main></body></html>\n";
}

std::string creatorChoice(const SandboxCreator &creator, bool isFirst)
{
	return "<label><input type=\"radio\" name=\"open_id\" value=\"" + htmlEscaped(creator.openId) + "\"" +
	       (isFirst ? " checked" : "") + "><img src=\"/avatar/" + htmlEscaped(creator.username) +
	       ".png\" alt=\"\"><span>" + htmlEscaped(creator.nickname) + "<small>@" + htmlEscaped(creator.username) +
	       "</small></span></label>";
}

std::string scopeChoice(const std::string &scope)
{
	const auto known = std::ranges::find(kScopeTexts, scope, &ScopeText::scope);
	const bool isRequired = known != kScopeTexts.end() && known->isRequired;
	const std::string text(known != kScopeTexts.end() ? known->text : std::string_view(scope));
	// A disabled box is not sent, so a required scope travels in a hidden field.
	return "<label><span>" + htmlEscaped(text) + "<small>" + htmlEscaped(scope) +
	       (isRequired ? " · required" : "") + "</small></span><input type=\"checkbox\" name=\"grant\" value=\"" +
	       htmlEscaped(scope) + "\" checked" + (isRequired ? " disabled" : "") + "></label>" +
	       (isRequired ? "<input type=\"hidden\" name=\"grant\" value=\"" + htmlEscaped(scope) + "\">" : "");
}

std::string consentPage(const World &world, const AuthorizeRequest &request, std::string_view query)
{
	std::string content = "<h1>Direct Post wants to access your TikTok account</h1><form method=\"post\" "
			      "action=\"/v2/auth/authorize/consent\"><input type=\"hidden\" name=\"request\" value=\"" +
			      htmlEscaped(query) + "\"><fieldset><legend>Continue as</legend>";
	for (const auto &creator : world.accounts.creators)
		content += creatorChoice(creator, &creator == &world.accounts.creators.front());
	content += "</fieldset><fieldset><legend>Direct Post would like to</legend>";
	for (const auto &scope : request.scopes)
		content += scopeChoice(scope);
	content += "</fieldset><button class=\"main\" name=\"decision\" value=\"authorize\">Authorize</button>"
		   "<button name=\"decision\" value=\"cancel\">Cancel</button></form>";
	return page("Log in | Sandbox", content);
}

std::string errorPage(const PageError &error)
{
	return page("Something went wrong | Sandbox",
		    "<h1>Something went wrong</h1><p>We couldn't log in with TikTok. This may be due to specific app "
		    "settings.</p>"
		    "<p>If you're a developer, correct the following and try again:</p><p><code>" +
			    htmlEscaped(error.parameter) + "</code></p><p>" + htmlEscaped(error.sentence) + "</p>");
}

void replyPage(Call &call, const std::string &html)
{
	call.response.status = 200;
	call.response.set_header("Cache-Control", "no-store");
	call.response.set_content(html, "text/html; charset=utf-8");
}

void replyPageError(Call &call, const PageError &error)
{
	call.record.errorCode = error.parameter;
	call.violation("authorize_parameter", error.parameter + ": " + error.sentence);
	replyPage(call, errorPage(error));
}

} // namespace

void serveAuthorize(Call &call)
{
	const auto request = checkAuthorizeRequest(call.world, call.queryFields());
	if (!request)
		return replyPageError(call, request.error());
	if (request->state.empty())
		call.violation("state_missing");
	if (call.world.options.consentAtOnce) {
		const auto &creator = call.world.accounts.creators.front();
		return call.response.set_redirect(agreeUrl(call.world, *request, creator.openId, request->scopes));
	}
	replyPage(call, consentPage(call.world, *request, call.query()));
}

void serveConsent(Call &call)
{
	const Fields form(call.request.body);
	const auto request = checkAuthorizeRequest(call.world, Fields(form.value("request")));
	if (!request)
		return replyPageError(call, request.error());
	if (form.value("decision") != "authorize")
		return call.response.set_redirect(cancelUrl(*request));
	if (!call.world.accounts.creator(form.value("open_id")))
		return replyPageError(call, {"open_id", "There is no such account."});
	Scopes granted;
	for (const auto &scope : request->scopes) {
		if (std::ranges::contains(form.values("grant"), scope))
			granted.push_back(scope);
	}
	call.response.set_redirect(agreeUrl(call.world, *request, form.value("open_id"), granted));
}

} // namespace DirectPost::StandIn
