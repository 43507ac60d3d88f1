import StargateBuildOut
import StargateCapital
import StargateProgramme
import StargateQuantities
import StargateScheduling

extension Engine {
    /// What must hold after every batch, in production too.
    func checkInvariants(_ now: Instant) throws(EngineBreach) {
        func breach(_ problem: EngineBreach.Problem) -> EngineBreach {
            EngineBreach(at: now, event: nil, problem: problem)
        }
        let capital = state.capital
        guard capital.sources == capital.uses else {
            throw breach(.moneyLost(sources: capital.sources, uses: capital.uses))
        }
        guard capital.cash >= .zero else { throw breach(.cashNegative(capital.cash)) }
        let booked = Money(cents: state.books.balance(of: "assets:cash") + state.books.balance(of: "assets:reserve"))
        guard booked == capital.inAccount else { throw breach(.moneyLost(sources: booked, uses: capital.inAccount)) }
        for pool in state.scheduling.pools where pool.held > pool.online {
            throw breach(.overAllocated(pool.id, held: pool.held, online: pool.online))
        }
    }

    /// No accelerator-second is metered on an accelerator that is not online: but for fractions of a second, one for
    /// each use, that earlier readings left.
    func checkMeter(_ meter: PoolMeter, of pool: PoolID, _ now: Instant) throws(EngineBreach) {
        guard meter.busy.sum < meter.online + 3000 else {
            throw EngineBreach(
                at: now, event: nil, problem: .overMetered(pool, metered: meter.busy.sum, online: meter.online))
        }
    }

    /// Accelerators in service never need more than the site's live power.
    func checkPower(_ now: Instant) throws(EngineBreach) {
        for site in state.programme.sites {
            let (needed, energised) = (state.serving(site), state.energised(site))
            guard needed <= energised else {
                throw EngineBreach(
                    at: now, event: nil, problem: .overPowered(site.id, needed: needed, energised: energised))
            }
        }
    }
}
