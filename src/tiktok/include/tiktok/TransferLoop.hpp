#pragma once

#include "Pace.hpp"

#include <base/Error.hpp>
#include <base/Log.hpp>
#include <base/Secret.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace DirectPost::TikTok {

// The body of a PUT, which may come slowly. Asked on the loop's thread, from within a transfer: leave the loop alone.
class UploadBody {
public:
	virtual ~UploadBody() = default;
	// Those of its next bytes that are at hand, good until taken() is called; none: it says by `wake` when to ask
	// again. An error breaks the request off.
	virtual Expected<std::span<const char>> next() = 0;
	virtual void taken(size_t count) = 0; // so many of next(), by the socket
	// What it calls, on any thread, once next() has bytes or an error again; empty: nothing any more.
	virtual void wakeBy(std::function<void()> wake) = 0;
};

// https, or http to a loopback address. Redirects are replies like any other: they are never followed.
struct HttpRequest {
	struct Upload {
		std::shared_ptr<UploadBody> body;
		int64_t length_bytes = 0;
	};
	// Signs the request as S3's servers want it: AWS Signature Version 4. A header x-amz-content-sha256 is taken as
	// the body's digest.
	struct S3Login {
		std::string keyId;
		Secret key;
		std::string region;
	};
	std::string method = "GET"; // GET, HEAD, POST or DELETE; with an upload always PUT
	Secret url;                 // upload URLs carry a credential
	std::vector<std::pair<std::string, Secret>> headers;
	Secret body; // of a POST; the forms of OAuth carry the client secret
	std::optional<Upload> upload;
	std::optional<S3Login> s3Login;
	std::chrono::seconds timeout{30};    // in all; with an upload: without progress, but for what we hold back
	size_t largestReply_bytes = 1 << 20; // larger bodies and header blocks over 256 KiB are an error
	// curl silently repeats what got lost on a connection kept from an earlier request. A fresh one rules that out,
	// for requests that must not reach TikTok twice.
	bool onFreshConnection = false;
	std::string caFile; // PEM, trusted as well; may be empty
};

struct HttpReply {
	int status = 0;
	std::multimap<std::string, std::string> headers; // names in lower case
	std::string body;
	std::optional<std::string> header(const std::string &name) const;
};

// A way to a host.
struct Proxy {
	std::string address; // as curl reads it: "http://host:port", "socks5h://host:port"; empty: straight to the host
	Secret user;         // empty: it wants no login
	Secret password;
};

// The proxies for "https://host:port", in the order in which they are tried. Asked on the loop's thread before each
// request. It is told no more than the host: what follows may be a secret.
using ProxiesOf = std::function<std::vector<Proxy>(const std::string &origin)>;

using TransferId = uint64_t;
using TimerId = uint64_t;

// The publisher thread: one event loop over curl's multi interface. All network work and all job transitions run on it,
// one at a time, so nothing that lives on it needs a lock. HTTP/1.1, connections kept between requests, no signals, no
// Expect header.
class TransferLoop {
public:
	// `pace` is asked by every upload. Without `proxiesOf` only the environment names proxies.
	explicit TransferLoop(Log log, std::shared_ptr<Pace> pace = std::make_shared<UnlimitedPace>(),
			      ProxiesOf proxiesOf = {});
	~TransferLoop(); // same as stop()
	TransferLoop(const TransferLoop &) = delete;
	TransferLoop &operator=(const TransferLoop &) = delete;

	// Aborts what runs, drops what waits, joins; no callback after it. Not from the loop's own thread.
	void stop();

	// From any thread: run soon on the loop's thread, in order; after stop(), dropped at once.
	void post(std::function<void()> work);

	// The rest only on the loop's thread.
	bool isCurrentThread() const;
	TimerId after(std::chrono::milliseconds delay, std::function<void()> work);
	void cancelTimer(TimerId timer);

	// `done` comes exactly once, unless cancelled. Network errors: offline (no route), host_not_found,
	// proxy_not_found, proxy_refused, proxy_failed, connection_failed, connection_lost, timed_out, tls_failed,
	// reply_too_big, and what its upload's next() says. `progress`: bytes of the body sent so far, at most ten
	// times a second and once at the end.
	TransferId start(HttpRequest request, std::function<void(Expected<HttpReply>)> done,
			 std::function<void(int64_t sent_bytes)> progress = {});
	void cancel(TransferId transfer);
	// How long a byte and its receipt take on its connection now; nothing where nobody says.
	std::optional<std::chrono::microseconds> roundTrip(TransferId transfer) const;

private:
	struct State;
	std::unique_ptr<State> state_;
};

} // namespace DirectPost::TikTok
