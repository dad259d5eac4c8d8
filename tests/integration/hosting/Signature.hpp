#pragma once

#include <functional>
#include <string>

namespace DirectPost::Hosting {

// A request as a server got it.
struct SignedRequest {
	std::string method;
	std::string target; // path and query, as they stood in the request line
	std::string body;
	std::function<std::string(const std::string &name)> header; // empty: there is none
};

// What is wrong with its AWS Signature Version 4, by the documentation ("Signature Calculations for the Authorization
// Header"); empty: nothing. Written apart from the client, with nothing of curl.
std::string faultOfSignature(const SignedRequest &request, const std::string &keyId, const std::string &key,
			     const std::string &region);

} // namespace DirectPost::Hosting
