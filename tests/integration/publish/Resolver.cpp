#include "Resolver.hpp"

#include <atomic>

#ifdef __linux__
#include <dlfcn.h>
#include <netdb.h>
#include <string_view>
#endif

namespace DirectPost::Publish {

namespace {

std::atomic<int> failing = 0; // the C library's function below can be told in no other way

} // namespace

void failLookups(int count)
{
	failing = count;
}

} // namespace DirectPost::Publish

#ifdef __linux__
// libcurl finds this one before the C library's.
extern "C" __attribute__((visibility("default"))) int getaddrinfo(const char *name, const char *service,
								  const addrinfo *hints, addrinfo **result)
{
	using namespace DirectPost::Publish;
	static const auto real = reinterpret_cast<decltype(&getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
	if (failing > 0 && failing.fetch_sub(1) > 0)
		return EAI_AGAIN;
	const bool isNamedHost = name && std::string_view(name) == kNamedHost;
	return real(isNamedHost ? "127.0.0.1" : name, service, hints, result);
}
#endif
