#include "Fuzz.hpp"

#include "CallbackRequest.hpp"

using DirectPost::Account::CallbackRequest;
using DirectPost::Fuzz::mustHold;

namespace {

void checkHead(const CallbackRequest &request, const QByteArray &head)
{
	const QByteArray target = request.query.isEmpty() ? request.path : request.path + "?" + request.query;
	mustHold(head.contains(target), "path and query are as sent");
	mustHold(request.path.startsWith('/') && !request.path.contains('?'), "a path begins with / and has no query");
	mustHold(!target.contains(' ') && !target.contains('\n'), "a target is one word");
	mustHold(request.host == request.host.trimmed().toLower() && !request.host.contains('\n'),
		 "the host is lower-case, without blanks around it");
	mustHold(head.toLower().contains(request.host), "the host is one that was sent");
}

void checkFields(const CallbackRequest &request)
{
	const auto fields = request.fields();
	if (!fields)
		return;
	qsizetype decoded_bytes = 0;
	for (const auto &[name, value] : *fields)
		decoded_bytes += name.size() + value.size();
	mustHold(decoded_bytes <= request.query.size(), "decoding never makes a query longer");
	mustHold(std::ssize(*fields) <= request.query.count('&') + 1, "there are no more fields than parts");
}

} // namespace

// What a browser, or anybody else on this computer, sends to the port that waits for TikTok's redirect.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
	const QByteArray head(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(count));
	if (const auto request = CallbackRequest::parse(head)) {
		checkHead(*request, head);
		checkFields(*request);
	}
	return 0;
}
