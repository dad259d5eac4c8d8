#include "Memory.hpp"

#include <fstream>
#include <string>

namespace DirectPost::Bench {

namespace {

double statusField_MiB(const std::string &name)
{
	std::ifstream status("/proc/self/status");
	for (std::string line; std::getline(status, line);)
		if (line.starts_with(name))
			return std::stod(line.substr(name.size())) / 1024;
	return 0;
}

} // namespace

double resident_MiB()
{
	return statusField_MiB("VmRSS:");
}

double peak_MiB()
{
	return statusField_MiB("VmHWM:");
}

} // namespace DirectPost::Bench
