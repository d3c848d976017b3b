"""The account's plan: a paid one, which allows every instance type."""

from moto.core.responses import ActionResult, BaseResponse


class FreeTierResponse(BaseResponse):
    def __init__(self) -> None:
        super().__init__(service_name="freetier")

    def get_account_plan_state(self) -> ActionResult:
        return ActionResult(
            {
                "accountId": self.current_account,
                "accountPlanType": "PAID",
                "accountPlanStatus": "ACTIVE",
            }
        )
