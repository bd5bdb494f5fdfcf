// Confirms what worked, for six seconds. Never for errors.
import { createContext, type ComponentChildren } from "preact";
import { useCallback, useContext, useEffect, useState } from "preact/hooks";
import { Icon } from "./status";

const ToastContext = createContext<(text: string) => void>(() => undefined);

export function useToast(): (text: string) => void {
  return useContext(ToastContext);
}

export function ToastPlace({ children }: { children: ComponentChildren }) {
  const [toast, setToast] = useState<{ text: string; id: number }>();
  const show = useCallback((text: string) => setToast((last) => ({ text, id: (last?.id ?? 0) + 1 })), []);
  useEffect(() => {
    if (toast === undefined) return;
    const timer = setTimeout(() => setToast(undefined), 6000);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <ToastContext.Provider value={show}>
      {children}
      <div class="toasts" role="status">{toast && <p key={toast.id} class="toast"><Icon name="ok" /> {toast.text}</p>}</div>
    </ToastContext.Provider>
  );
}
