#include "Portions.hpp"

namespace DirectPost::Ui {

Portions::Portions(Work work, QObject *parent) : QObject(parent), work_(std::move(work)) {}

void Portions::restart()
{
	next_ = 0;
	if (!isUnderWay_)
		goOn();
}

void Portions::goOn()
{
	isUnderWay_ = true;
	setObjectName(
		QStringLiteral("portion %1 of %2").arg(next_).arg(parent()->objectName())); // for whoever measures
	QMetaObject::invokeMethod(this, &Portions::doNext, Qt::QueuedConnection);
}

void Portions::doNext()
{
	isUnderWay_ = false;
	if (work_(next_++) && !isUnderWay_) // the work itself may have asked for a restart
		goOn();
}

} // namespace DirectPost::Ui
