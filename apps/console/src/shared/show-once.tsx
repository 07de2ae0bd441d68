import { Alert, Modal, Typography } from "antd";
import { useT } from "./preferences.tsx";

/** A secret that is shown this one time. */
export function ShowOnce({
  open,
  title,
  note,
  secret,
  onClose,
}: {
  open: boolean;
  title: string;
  note: string;
  secret: string;
  onClose: () => void;
}) {
  const t = useT();
  return (
    <Modal
      open={open}
      title={title}
      okText={t("console.settings.kept")}
      onOk={onClose}
      onCancel={onClose}
      cancelButtonProps={{ style: { display: "none" } }}
      mask={{ closable: false }}
    >
      <div className="stack tight">
        <Alert type="warning" showIcon title={note} />
        <Typography.Paragraph
          code
          copyable={{ text: secret, tooltips: [t("console.copy"), t("console.copied")] }}
          style={{ marginBottom: 0, overflowWrap: "anywhere" }}
        >
          {secret}
        </Typography.Paragraph>
      </div>
    </Modal>
  );
}
